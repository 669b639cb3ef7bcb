namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// P-OC5: the open-coded task_vma iterator as merged for v6.7 (v5 of the series, Oct 2023; 4ac454682158). The program
/// has its task by RCU (KF_RCU).
/// </summary>
public sealed class IterTaskVmaV5 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/v5";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF open-coded task_vma iterator of v6.7 (v5 of the series, Oct 2023): mmap_lock through the loop";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.7 to v7.0",
        ReliesOn: "the mmap_lock, for read, from new to destroy; a reference to the task, none to the mm",
        Source: "4ac454682158, \"[PATCH v5 bpf-next 0/4] Open-coded task_vma iter\" (Oct 2023)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => IterTaskVmaPromises.OfOneLockHold;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.B;

    /// <inheritdoc/>
    public override bool TakesTaskByRcu => true;

    /// <inheritdoc/>
    public override Version FirstKernel { get; } = new(6, 7);

    /// <inheritdoc/>
    public override Routine Run() =>
        OpenCodedProgram.Run(new LockHoldIterator<V5Revision>(isInner: false), default(PlainProgram));
}

/// <summary>What v5 of the open-coded iterator does.</summary>
internal readonly struct V5Revision : ILockHoldRevision
{
    /// <inheritdoc/>
    public static bool Allocates => true;

    /// <inheritdoc/>
    public static bool TakesTask => true;
}
