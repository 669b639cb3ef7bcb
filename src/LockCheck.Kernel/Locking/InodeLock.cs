namespace LockCheck.Kernel;

/// <summary>
/// The i_rwsem of a file that is mapped, in scenarios with readers or writers that take it
/// (<see cref="KernelSettings.HasInode"/>): one file, and exclusive, since no two threads that only read it meet here.
/// </summary>
public static class InodeLock
{
    /// <summary>inode_lock: may sleep. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public static Pending<None> Take() => Issue(unlock: false);

    /// <summary>inode_unlock. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public static Pending<None> Release() => Issue(unlock: true);

    internal static bool IsHeld(KernelModel model, StateView state, ThreadId thread) =>
        model.Inodes.Count != 0 && model.Inodes.In(state).Holder == thread.Index + 1;

    private static Pending<None> Issue(bool unlock) => KernelModel.Current.Settings.HasInode
        ? Operation.Issue(new InodeLockOperation(unlock))
        : throw new RoutineException(
            "A thread takes i_rwsem in a scenario without it. Usual cause: a reader or writer protocol that does not "
            + "say so; override TakesInodeLock.");
}

/// <summary>An inode, as far as its lock goes.</summary>
public struct InodeState
{
    /// <summary>Who holds i_rwsem: the thread's slot + 1, or 0.</summary>
    public byte Holder;
}

/// <summary>inode_lock and inode_unlock.</summary>
internal readonly struct InodeLockOperation(bool unlock) : IOperation<None>
{
    private readonly bool _unlock = unlock;

    public Footprint Footprint => new(FootprintKinds.Inode, 0, AccessMode.Write, AccessOrder.Acquire);

    public bool IsEnabled(StateView state, ThreadId self) =>
        _unlock || KernelModel.Of(state).Inodes.In(state).Holder is var holder
            && (holder == 0 || holder == self.Index + 1);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        ref var holder = ref model.Inodes[0].Holder;
        if (_unlock != (holder == self.Index + 1))
        {
            model.Events.Misuse(_unlock ? Misuse.UnlockWithoutLock : Misuse.DoubleLock, self);
            return true;
        }

        if (!_unlock)
        {
            GracePeriod.MightSleep(model, self);
        }

        holder = _unlock ? (byte)0 : (byte)(self.Index + 1);
        return true;
    }

    public string Describe(StateView state, ThreadId self) => _unlock ? "inode_unlock" : "inode_lock";

    public string BlockedBy(StateView state, ThreadId self)
    {
        var holder = KernelModel.Of(state).Inodes.In(state).Holder;
        return holder == 0 ? string.Empty : $"waits for i_rwsem, held by {state.NameOf(ThreadId.Of(holder - 1))}";
    }
}
