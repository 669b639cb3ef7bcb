namespace LockCheck.Kernel;

/// <summary>
/// What serialises the growing of stacks up to v6.4: the anon_vma's lock and mm->page_table_lock, taken under the
/// mmap_lock for read (protocols.md 3, W-stack-old). One lock stands for both.
/// </summary>
/// <remarks>
/// For the monitors its section is a write critical section: what it does to the map counts when the lock is released.
/// </remarks>
internal static class AnonVmaLock
{
    /// <summary>anon_vma_lock_write, spin_lock(page_table_lock). A scheduling point.</summary>
    public static Pending<None> Lock() => Operation.Issue(new AnonVmaLockOperation(unlock: false));

    /// <summary>The two unlocks. A scheduling point.</summary>
    public static Pending<None> Unlock() => Operation.Issue(new AnonVmaLockOperation(unlock: true));

    /// <summary>Whether a thread holds it.</summary>
    public static bool IsHeld(KernelModel model, ThreadId thread) => model.Header[0].AnonVmaLock == thread.Index + 1;
}

/// <summary>Taking and releasing the lock of <see cref="AnonVmaLock"/>.</summary>
internal readonly struct AnonVmaLockOperation(bool unlock) : IOperation<None>
{
    private readonly bool _unlock = unlock;

    public Footprint Footprint => new(FootprintKinds.VmaTree, 0, AccessMode.Write, AccessOrder.Fence);

    public bool IsEnabled(StateView state, ThreadId self) =>
        _unlock || KernelModel.Of(state).Header.In(state).AnonVmaLock == 0;

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        model.Header[0].AnonVmaLock = (byte)(_unlock ? 0 : self.Index + 1);
        if (_unlock)
        {
            model.Events.Commit(Mm.First);
        }
        else
        {
            model.Events.WriteLocked(Mm.First);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) =>
        _unlock ? "unlock anon_vma, page_table_lock" : "lock anon_vma, page_table_lock";

    public string BlockedBy(StateView state, ThreadId self) =>
        $"waits for anon_vma, held by {state.NameOf(Holder(state))}";

    private static ThreadId Holder(StateView state) =>
        ThreadId.Of(KernelModel.Of(state).Header.In(state).AnonVmaLock - 1);
}
