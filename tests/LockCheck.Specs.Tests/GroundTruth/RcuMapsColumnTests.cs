using LockCheck.Kernel;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Invariants;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>What v3 of the maps under RCU leaves of the column P-S4 of the published matrix.</summary>
public class RcuMapsColumnTests
{
    public static TheoryData<string> Writers =>
        [.. Check.WritersOf("proc_maps/rcu-v2").Intersect(Check.WritersOf("proc_maps/rcu-v3"))];

    // Goal: v3 repeats nothing, and turns back only to report a VMA that has grown. Method: every writer and page.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Version_3_repeats_no_record(string writer)
    {
        foreach (var page in (RecordsPerPage[])[new(1), new(2), RecordsPerPage.All])
        {
            var cell = MatrixRunner.Run(
                Check.Known, "proc_maps/rcu-v3", writer, page, RwSemLevel.L1, repeat: 1);
            Assert.Null(cell.Result.CutBy);
            Assert.Equal(0, cell.Result.DeadlockStates);
            Assert.DoesNotContain('E', cell.Codes);
            Assert.DoesNotContain('P', cell.Codes);
        }
    }
}
