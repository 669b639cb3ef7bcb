using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Tests.Invariants;

namespace LockCheck.Specs.Tests.Writers;

/// <summary>The VMA objects that a writer declares are enough; if not, a search stops with an error.</summary>
public class SpareVmasTests
{
    public static TheoryData<string, VmaLockEra> Cases
    {
        get
        {
            var cases = new TheoryData<string, VmaLockEra>();
            foreach (var writer in Check.Known.MapWriters.Where(writer => !writer.DoesNothing))
            {
                cases.Add(writer.Name, VmaLockEra.A);
                cases.Add(writer.Name, VmaLockEra.B);
                cases.Add(writer.Name, VmaLockEra.C);
            }

            return cases;
        }
    }

    // Method: each writer alone, with and without failing allocations, and beside a thread that keeps in era B what was
    // freed from coming back.
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_declared_number_is_enough(string writer, VmaLockEra era)
    {
        foreach (var rounds in (int[])[1, 2, 3])
        {
            foreach (var faults in (Faults[])[Faults.None, Faults.NoMem])
            {
                foreach (var undoes in (bool[])[false, true])
                {
                    var result = Explorer.Search(NewModel(writer, era, rounds, faults, undoes, fewer: 0));
                    Assert.Empty(result.Findings);
                    Assert.Null(result.CutBy);
                }
            }
        }
    }

    // Otherwise the test above would prove nothing.
    [Theory]
    [InlineData("split-mid", VmaLockEra.A, 1, false)]
    [InlineData("maps-race-remap", VmaLockEra.B, 1, false)]
    [InlineData("shrink-then-grow", VmaLockEra.B, 2, false)]
    [InlineData("stack-grow", VmaLockEra.A, 1, true)]
    [InlineData("munmap-whole-mid", VmaLockEra.B, 2, true)]
    [InlineData("munmap-everything", VmaLockEra.B, 1, true)]
    [InlineData("merge-both", VmaLockEra.B, 1, true)]
    [InlineData("reuse-lower", VmaLockEra.B, 1, true)]
    public void One_less_is_not(string writer, VmaLockEra era, int rounds, bool undoes) => Assert.Contains(
        "Raise KernelSettings.SpareVmas",
        Assert.Throws<RoutineException>(
            () => Explorer.Search(NewModel(writer, era, rounds, Faults.None, undoes, fewer: 1))).Message,
        StringComparison.Ordinal);

    private static KernelModel NewModel(
        string writer, VmaLockEra era, int rounds, Faults faults, bool undoes, int fewer)
    {
        var workload = Check.Known.Writer(writer);
        var layout = LayoutText.Parse(workload.Layout);
        var site = new Protocols.WriterSite(layout, workload.DefaultAt);
        var undoing = undoes ? workload.UndoOf(site) : null;
        return new KernelModel(new KernelSettings
        {
            Layout = layout,
            Actors =
            [
                new ReaderActor("reader", era == VmaLockEra.A ? Idle : Section),
                new WriterActor("writer", () => workload.Run(site), rounds, undoing?.Calls),
            ],
            Faults = faults,
            Era = era,
            SpareVmas = workload.SpareVmasOf(era, rounds, undoing) - fewer,
            HasForeignMm = workload.UsesForeignMm,
            SecondMap = workload.SecondMap(site),
            HasPageTables = workload.UsesPageTables,
            HasInode = workload.TakesInodeLock,
            AnonNames = workload.AnonNames,
        });
    }

    private static async Routine Idle() => await Mm.First.Lock.IsContended();

    private static async Routine Section()
    {
        await Rcu.ReadLock();
        await Rcu.ReadUnlock();
    }
}
