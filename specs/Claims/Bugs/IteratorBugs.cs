namespace LockCheck.Specs.Claims;

/// <summary>The bugs of the other BPF iterators: task, task_file, and the open-coded one.</summary>
public sealed class IteratorBugs : BugClaims
{
    private const string Progress = "needs a check of progress (I12)";
    private const string OpenCoded = "the open-coded iterator before P-OC26 is not modelled";

    /// <inheritdoc/>
    public override string Name => "bpf-iterators";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        OutOfReach(9, "[D]", "the walk over tasks is not modelled"),
        OutOfReach(10, "[D]", "the walk over the files of tasks is not modelled"),
        OutOfReach(11, "[D]", OpenCoded),
        OutOfReach(12, "[D]", OpenCoded),
        OutOfReach(13, "[R]", "the per-CPU slot of the irq_work is not modelled"),
        OutOfReach(14, "[D]", Progress),
        OutOfReach(15, "[D]", "the locks that a BPF program takes are not modelled"),
        Shows(16, "[D]", "P-B26", "mprotect-mid", "I1"),
        Shows(17, "[X]", "P-B26", "unmap mid + foreign reuse hi", "I1"),
        OutOfReach(50, "[D]", "interrupt contexts are not modelled"),
        OutOfReach(51, "[M]", "the time spent inside RCU is not modelled"),
        OutOfReach(52, "[R]", Progress),
    ];
}
