using LockCheck.Conformance.OnKernel;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Conformance.Tests.OnKernel;

/// <summary>Which schedules of a search can be carried out in a drop of the mmap_lock. No kernel takes part.</summary>
public sealed class ContendedScheduleTests
{
    private static readonly Catalogue All = Catalogue.Load();

    private static readonly Scenario SplitFront = new()
    {
        Reader = "task_vma/v7-mm-ref",
        Writers = [new WriterAt("split-front", 1)],
        Layout = LayoutText.Parse("0-4r 4-8w 8-12r"),
    };

    [Theory]
    [InlineData("I4", false)]
    [InlineData("I5", false)]
    [InlineData("I4", true)]
    [InlineData("I5", true)]
    public void A_writer_that_waits_behind_a_record_is_let_in_there(string property, bool isOneRead)
    {
        var scenario = isOneRead ? SplitFront with { RecordsPerPage = RecordsPerPage.All } : SplitFront;
        var schedule = Make(scenario, property, out var whyNot);
        Assert.Empty(whyNot);
        Assert.Equal("0-4r 4-8w 8-12r", Text(schedule!.Initial));
        var turn = Assert.Single(schedule.Turns);
        Assert.Equal((2, true), (turn.Records, turn.IsInDrop));
        Assert.Equal("0-4r 4-6- 6-8w 8-12r", Text(turn.After));
        Assert.Equal("0-4r 4-8w 6-8w 8-12r", Text(schedule.Records));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Calls_behind_two_records_come_in_two_drops(bool isOneRead)
    {
        var scenario = isOneRead
            ? DropScenarios.TwoCalls with { RecordsPerPage = RecordsPerPage.All }
            : DropScenarios.TwoCalls;
        var (path, broken) = DropScenarios.Drive(scenario);
        var schedule = ContendedSchedule.Of(() => scenario.Build(All), path, broken, out var whyNot);
        Assert.Empty(whyNot);
        Assert.Equal([(2, true), (5, true)], schedule!.Turns.Select(turn => (turn.Records, turn.IsInDrop)));
        Assert.Equal("0-4r 4-8w 6-8w 8-12r 12-16w 14-16w 16-20r", Text(schedule.Records));
    }

    [Fact]
    public void A_lock_without_a_queue_is_never_seen_contended()
    {
        Assert.Null(Make(SplitFront, "I1", out var whyNot, RwSemLevel.L0));
        Assert.StartsWith("its mmap_lock has no queue (rwsem L0)", whyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_does_not_look_for_contention_drops_nothing()
    {
        var scenario = SplitFront with { Reader = "proc_maps/per-vma-lock", RecordsPerPage = RecordsPerPage.All };
        Assert.Null(Make(scenario, "I7", out var whyNot));
        Assert.EndsWith("whether the mmap_lock is contended", whyNot, StringComparison.Ordinal);
    }

    private static PlacedSchedule? Make(
        Scenario scenario, string property, out string whyNot, RwSemLevel rwSem = RwSemLevel.L1)
    {
        var leveled = scenario with { RwSem = rwSem };
        var result = Explorer.Search(leveled.Build(All));
        var finding = result.Findings.Single(found => found.Property?.Id == property);
        return ContendedSchedule.Of(() => leveled.Build(All), finding.Path, finding.Property!, out whyNot);
    }

    private static string Text(IEnumerable<MapRecord> map) => string.Join(' ', map);
}
