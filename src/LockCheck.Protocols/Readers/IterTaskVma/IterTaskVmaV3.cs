namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// P-OC3: v3 of the open-coded task_vma iterator (22 Aug 2023). It takes a reference to the task, in new; until then
/// the argument still is a pointer that nothing has to protect (KF_RCU came with v4).
/// </summary>
public sealed class IterTaskVmaV3 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/v3";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF open-coded task_vma iterator as posted in v3 (22 Aug 2023): references the task, not the mm";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "never merged",
        ReliesOn: "the mmap_lock, for read, from new to destroy; a reference to the task, none to the mm",
        Source: "v3 of \"bpf: Introduce task_vma open-coded iterator kfuncs\" (22 Aug 2023)");

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
        public static bool Allocates => true;

        public static bool TakesTask => true;
    }
}
