namespace LockCheck.Kernel;

/// <summary>RCU read sections of the running thread (protocols.md 1.4). They nest.</summary>
public static class Rcu
{
    /// <summary>rcu_read_lock. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public static Pending<None> ReadLock() => Operation.Issue(new RcuOperation(unlock: false));

    /// <summary>rcu_read_unlock: what waited for this section alone is freed. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public static Pending<None> ReadUnlock() => Operation.Issue(new RcuOperation(unlock: true));
}

/// <summary>rcu_read_lock and rcu_read_unlock.</summary>
internal readonly struct RcuOperation(bool unlock) : IOperation<None>
{
    private readonly bool _unlock = unlock;

    public Footprint Footprint => new(FootprintKinds.Rcu, 0, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        ref var nesting = ref model.Walks.Field(GracePeriod.WalkOf(model, self), WorldFields.RcuNesting);
        if (!_unlock)
        {
            nesting++;
        }
        else if (nesting == 0)
        {
            model.Events.Misuse(Misuse.UnlockWithoutLock, self);
        }
        else if (--nesting == 0)
        {
            GracePeriod.SectionEnded(model, self);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => _unlock ? "rcu_read_unlock" : "rcu_read_lock";
}
