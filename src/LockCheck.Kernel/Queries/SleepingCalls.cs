namespace LockCheck.Kernel;

/// <summary>What a query does that may sleep, and touches nothing of the model.</summary>
public static class SleepingCalls
{
    /// <summary>kmalloc(GFP_KERNEL). A scheduling point.</summary>
    /// <returns>Whether there is memory; false only with <see cref="Faults.NoMem"/>.</returns>
    public static Pending<bool> Allocate() => Operation.Issue<SleepingAllocation, bool>(default);
}

/// <summary>An allocation that may wait for memory.</summary>
internal readonly struct SleepingAllocation : IOperation<bool>
{
    public Footprint Footprint => Footprint.Nothing;

    public bool TryApply(ThreadId self, out bool result)
    {
        var model = KernelModel.Current;
        GracePeriod.MightSleep(model, self);
        result = !model.Strikes(Faults.NoMem, "kmalloc fails");
        return true;
    }

    public string Describe(StateView state, ThreadId self) => "kmalloc(GFP_KERNEL)";
}
