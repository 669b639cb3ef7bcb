using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.VmaLocks;

/// <summary>Threads that lock the first VMA of the layout, for read or for write.</summary>
internal static class VmaLockScripts
{
    /// <summary>
    /// A scenario: r1 and r2 are readers by the VMA's lock, w write-locks it and commits, d detaches it, frees it and
    /// commits; "look" notes the state of the lock.
    /// </summary>
    public static KernelSettings Settings(string names, VmaLockEra era = VmaLockEra.C) => Lab.Settings(
        "0-4r 4-8w",
        [.. names.Split(' ').Select(name => new ScriptActor(name, name[0] switch
        {
            'r' => () => Read(name[^1] - '0'),
            'w' => () => Write(detaches: false),
            'd' => () => Write(detaches: true),
            'f' => Foreign,
            _ => Look,
        }))]) with
    {
        Era = era,
        HasForeignMm = names.Contains('f', StringComparison.Ordinal),
    };

    /// <summary>The reader's steps: RCU, R{lseq}, R{mm.seq}, get, R{mm.seq} again; then it lets go.</summary>
    private static async Routine Read(int number)
    {
        await Kernel.Rcu.ReadLock();
        var got = await VmaReadLock.StartRead(Mm.First, new Vma(1));
        Notes.Add($"r{number} {got}");
        if (got == VmaStartRead.Locked)
        {
            await Kernel.Rcu.ReadUnlock();
            await VmaReadLock.EndRead(new Vma(1));
            Notes.Add($"r{number} out");
        }
    }

    private static async Routine Write(bool detaches)
    {
        await Mm.First.Lock.Write();
        await VmaWriteLock.Start(new Vma(1));
        Notes.Add("write-locked");
        if (detaches)
        {
            await VmaWriteLock.MarkDetached(new Vma(1));
            Notes.Add("detached");
            await Step.At("free");
            VmaSlab.Free(new Vma(1));
        }

        await Mm.First.Lock.WriteUnlock();
        Notes.Add("committed");
    }

    /// <summary>Another process gets an object of the slab and attaches it in its own mm.</summary>
    private static async Routine Foreign()
    {
        await Step.At("vm_area_alloc of another process");
        var vma = VmaSlab.Allocate(Mm.Foreign);
        vma.Raw.Start = 20;
        vma.Raw.End = 30;
        vma.Raw.State = VmaState.Attached;
        Notes.Add($"foreign {vma}");
    }

    private static async Routine Look()
    {
        while (true)
        {
            await Step.At("look");
            var (state, area) = (KernelModel.Current.VmaLocks[0], KernelModel.Current.Slab[0]);
            Notes.Add($"{area.State}, readers {state.Readers}, {state.Flags}");
        }
    }
}
