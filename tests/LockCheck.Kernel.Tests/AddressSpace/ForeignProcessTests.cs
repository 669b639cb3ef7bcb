using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>Another process takes VMA objects from the same slab (protocols.md 3, W-foreign).</summary>
public class ForeignProcessTests
{
    private const string Three = "0-4r 4-8w 8-12r";

    [Fact]
    public void It_gets_the_object_that_was_freed_last()
    {
        Assert.Equal(
            ["0, Attached 20-30w of mm2: 0-4r@1 8-12r@3"], Lab.Outcomes(Settings(VmaLockEra.C, Writer(Reuse))));
        Assert.Equal(
            ["0, Attached 20-30w of mm2: 0-4r@1 8-12r@3"], Lab.Outcomes(Settings(VmaLockEra.A, Writer(Reuse))));
    }

    [Fact]
    public void Its_place_can_be_taken() =>
        Assert.Equal(["-17 -17 0"], Lab.Outcomes(Settings(VmaLockEra.C, Writer(Twice))));

    [Fact]
    public void After_its_exit_the_mm_is_gone_and_the_object_is_free() =>
        Assert.Equal(
            ["0 -3 -3 -3, 0 users, 0 references, Free"], Lab.Outcomes(Settings(VmaLockEra.C, Writer(Exit))));

    /// <summary>The monitors watch the target's map, and hear nothing of what happens to another.</summary>
    [Fact]
    public void No_monitor_hears_of_its_work()
    {
        var settings = Settings(VmaLockEra.C, Writer(Alone)) with { Monitors = [new Deaf(), new MisuseWatch()] };
        Lab.AssertNoFailure(settings, Lab.Search(settings));
    }

    [Fact]
    public void Its_steps_in_era_C()
    {
        var settings = Settings(VmaLockEra.C, Writer(Everything));
        var trace = Lab.Explain(settings, Assert.Single(Lab.Search(settings).Findings));
        Golden.Matches("c-foreign", string.Concat(trace.Steps.Select(step => $"{step.Operation}\n")));
    }

    /// <summary>
    /// protocols.md 5, number 43: the reader's put wakes a writer of the mm that has the object now, and which may be
    /// gone by then, unless the reader keeps it (9bbffee67ffd).
    /// </summary>
    [Theory]
    [InlineData(false, "UseAfterFree")]
    [InlineData(true, "")]
    public void A_put_of_a_reused_VMA_wakes_in_a_freed_mm_unless_that_is_pinned(bool pins, string expected)
    {
        var settings = Settings(
            VmaLockEra.C, new ScriptActor("reader", pins ? ReadPinned : ReadUnpinned), Writer(Everything));
        Assert.Equal(expected, string.Join(' ', Lab.Misuses(settings)));
    }

    private static KernelSettings Settings(VmaLockEra era, params Actor[] actors) =>
        Lab.Settings(Three, actors) with { Era = era, HasForeignMm = true };

    private static WriterActor Writer(Func<Routine<int>> run) => new("writer", run, times: 1);

    private static async Routine<int> Reuse()
    {
        await MemoryCalls.Munmap(4, 8);
        var error = await ForeignProcess.Mmap(20, 30, 2);
        var area = KernelModel.Current.Slab[1];
        Notes.Add($"{error}, {area.State} {area.Start}-{area.End}{MapDrawing.ProtText(area.Attributes.Prot)} of "
            + $"{area.Mm}: {MapText.Now()}");
        return 0;
    }

    private static async Routine<int> Twice()
    {
        await ForeignProcess.Mmap(20, 30, 2);
        var inside = await ForeignProcess.Mmap(22, 24, 2);
        var across = await ForeignProcess.Mmap(29, 31, 2);
        var behind = await ForeignProcess.Mmap(30, 31, 2);
        Notes.Add($"{inside} {across} {behind}");
        return 0;
    }

    private static async Routine<int> Exit()
    {
        await MemoryCalls.Munmap(4, 8);
        await ForeignProcess.Mmap(20, 30, 2);
        var exited = await ForeignProcess.Exit();
        var again = await ForeignProcess.Exit();
        var mapped = await ForeignProcess.Mmap(20, 30, 2);
        var unmapped = await ForeignProcess.Munmap(20, 30);
        var mm = Mm.Foreign.Raw;
        Notes.Add($"{exited} {again} {mapped} {unmapped}, {mm.Users} users, {mm.Count} references, "
            + $"{KernelModel.Current.Slab[1].State}");
        return 0;
    }

    private static async Routine<int> Alone()
    {
        await ForeignProcess.Mmap(2, 6, 2);
        await ForeignProcess.Munmap(2, 6);
        await ForeignProcess.Mmap(0, 4, 2);
        return await ForeignProcess.Exit();
    }

    private static async Routine<int> Everything()
    {
        await MemoryCalls.Munmap(4, 8);
        await ForeignProcess.Mmap(20, 30, 2);
        await ForeignProcess.Munmap(20, 30);
        await ForeignProcess.Exit();
        Notes.End("gone");
        return 0;
    }

    private static async Routine ReadUnpinned()
    {
        await LockCheck.Kernel.Rcu.ReadLock();
        var vma = await Mm.First.Iterator.WalkTo(4);
        if (!vma.IsNone && await VmaReadLock.StartReadUnpinned(Mm.First, vma) == VmaStartRead.Locked)
        {
            await VmaReadLock.EndRead(vma);
        }

        await LockCheck.Kernel.Rcu.ReadUnlock();
    }

    private static async Routine ReadPinned()
    {
        await LockCheck.Kernel.Rcu.ReadLock();
        var vma = await Mm.First.Iterator.WalkTo(4);
        if (vma.IsNone)
        {
            await LockCheck.Kernel.Rcu.ReadUnlock();
        }
        else if (await VmaReadLock.StartRead(Mm.First, vma) == VmaStartRead.Locked)
        {
            await VmaReadLock.EndRead(vma);
            await LockCheck.Kernel.Rcu.ReadUnlock();
        }
    }

    /// <summary>Fails the test when it hears anything.</summary>
    private sealed class Deaf : Monitor
    {
        public override IReadOnlyList<Property> Properties => [];

        public override KernelEvent Subscribes => KernelEvent.Commit | KernelEvent.WriteLock | KernelEvent.Touched;

        public override void Attach(KernelModel model, VectorLayout layout)
        {
            // It keeps nothing.
        }

        public override void OnCommit(Mm mm) => Assert.Fail("a commit");

        public override void OnWriteLocked(Mm mm) => Assert.Fail("a write lock");

        public override void OnTouched(int start, int end) => Assert.Fail($"touched {start}-{end}");
    }
}
