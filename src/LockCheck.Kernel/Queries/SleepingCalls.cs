namespace LockCheck.Kernel;

/// <summary>What a query does that may sleep, and touches nothing of the model.</summary>
public static class SleepingCalls
{
    /// <summary>kmalloc(GFP_KERNEL). A scheduling point.</summary>
    /// <returns>Whether there is memory; false only with <see cref="Faults.NoMem"/>.</returns>
    public static Pending<bool> Allocate() =>
        Operation.Issue<SleepingCall, bool>(new SleepingCall(reads: false));

    /// <summary>A read from a file, through the page cache. A scheduling point.</summary>
    /// <returns>True.</returns>
    public static Pending<bool> ReadFile() =>
        Operation.Issue<SleepingCall, bool>(new SleepingCall(reads: true));
}

/// <summary>An allocation, or a read from a file.</summary>
internal readonly struct SleepingCall(bool reads) : IOperation<bool>
{
    private readonly bool _reads = reads;

    public Footprint Footprint => Footprint.Nothing;

    public bool TryApply(ThreadId self, out bool result)
    {
        var model = KernelModel.Current;
        GracePeriod.MightSleep(model, self);
        result = _reads || !model.Strikes(Faults.NoMem, "kmalloc fails");
        return true;
    }

    public string Describe(StateView state, ThreadId self) => _reads ? "__kernel_read" : "kmalloc(GFP_KERNEL)";
}
