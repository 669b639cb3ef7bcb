namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// P-OC1: v1 of the open-coded task_vma iterator (Dave Marchevsky, 10 Aug 2023). It takes no reference to the task, and
/// no kfunc flag asks for an argument that anything keeps alive: the program here has a pointer that nothing protects.
/// </summary>
public sealed class IterTaskVmaV1 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/v1";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF open-coded task_vma iterator as posted in v1 (10 Aug 2023): no reference to the task";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "never merged",
        ReliesOn: "the mmap_lock, for read, from new to destroy; no reference to task or mm",
        Source: "v1 of \"bpf: Introduce task_vma open-coded iterator kfuncs\" (10 Aug 2023)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => IterTaskVmaPromises.OfOneLockHold;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.B;

    /// <inheritdoc/>
    public override Version FirstKernel { get; } = new(6, 7);

    /// <inheritdoc/>
    public override Routine Run() =>
        OpenCodedProgram.Run(new LockHoldIterator<Revision>(isInner: false), default(SleepableProgram));

    private readonly struct Revision : ILockHoldRevision
    {
        public static bool Allocates => false;

        public static bool TakesTask => false;
    }
}
