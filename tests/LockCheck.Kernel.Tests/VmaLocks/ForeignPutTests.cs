using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.VmaLocks;

/// <summary>
/// Number 43 of protocols.md 5: a reader increments the counter of an object that another process has got meanwhile.
/// That process unmaps, waits for the reader, and frees its mm; the reader then wakes a waiter in it.
/// </summary>
public class ForeignPutTests
{
    [Fact]
    public void Without_pinning_the_foreign_mm_the_put_touches_freed_memory()
    {
        Assert.Equal(["UseAfterFree"], Lab.Misuses(Settings(ReadUnpinned)));

        // The reader: RCU, R{lseq}, R{seq}; the target frees; the other process allocates, and the reader gets its
        // object. vma_start_write waits; the put lets it go on to the end; the reader wakes the writer that has gone.
        const string Schedule = "r r r d d d d d f r f f r f f f f f f r";
        Assert.Contains("touches freed memory", Lab.LastDetails(Settings(ReadUnpinned), Schedule));
        Assert.Equal(
            "wake the writer of a VMA of mm2", Lab.Play(Settings(ReadUnpinned), Schedule).Steps[^1].Operation);
    }

    // 9bbffee67ffd: mmgrab before the put.
    [Fact]
    public void With_the_mm_pinned_nothing_happens() => Assert.Empty(Lab.Misuses(Settings(Read)));

    private static KernelSettings Settings(Func<Routine> reader) => Lab.Settings(
        "0-4r 4-8w",
        new ScriptActor("r", reader),
        new ScriptActor("d", Unmap),
        new ScriptActor("f", Foreign)) with
    {
        Era = VmaLockEra.C,
        HasForeignMm = true,
    };

    private static async Routine Read()
    {
        await Kernel.Rcu.ReadLock();
        if (await VmaReadLock.StartRead(Mm.First, new Vma(1)) == VmaStartRead.Locked)
        {
            await Kernel.Rcu.ReadUnlock();
            await VmaReadLock.EndRead(new Vma(1));
        }
    }

    private static async Routine ReadUnpinned()
    {
        await Kernel.Rcu.ReadLock();
        if (await VmaReadLock.StartReadUnpinned(Mm.First, new Vma(1)) == VmaStartRead.Locked)
        {
            await VmaReadLock.EndRead(new Vma(1));
        }

        await Kernel.Rcu.ReadUnlock();
    }

    private static async Routine Unmap()
    {
        await Mm.First.Lock.Write();
        await VmaWriteLock.Start(new Vma(1));
        await VmaWriteLock.MarkDetached(new Vma(1));
        await Step.At("free");
        VmaSlab.Free(new Vma(1));
        await Mm.First.Lock.WriteUnlock();
    }

    /// <summary>Another process maps, unmaps and exits.</summary>
    private static async Routine Foreign()
    {
        await Step.At("vm_area_alloc of another process");
        var vma = VmaSlab.Allocate(Mm.Foreign);
        vma.Raw.Start = 20;
        vma.Raw.End = 30;
        vma.Raw.State = VmaState.Attached;
        await Mm.Foreign.Lock.Write();
        await VmaWriteLock.Start(vma);
        await VmaWriteLock.MarkDetached(vma);
        await Step.At("free");
        VmaSlab.Free(vma);
        await Mm.Foreign.Lock.WriteUnlock();
        await Step.At("the last mmput");
        Mm.Foreign.Raw.Users = 0;
        await Operation.Issue(new MmDrop(Mm.Foreign, owned: false));
    }
}
