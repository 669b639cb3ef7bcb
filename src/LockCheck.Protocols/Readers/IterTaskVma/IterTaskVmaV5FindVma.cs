namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// A BPF program that calls bpf_find_vma inside the loop of a P-OC5 iterator over the same task: both use the CPU's one
/// irq_work (protocols.md 5, number 13).
/// </summary>
public sealed class IterTaskVmaV5FindVma : V5ProgramReader
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/v5-find-vma";

    /// <inheritdoc/>
    public override string Summary =>
        "a program with bpf_find_vma inside the loop of an iter_task_vma/v5";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.7 to v7.0",
        ReliesOn: "the mmap_lock, for read, from new to destroy, and in the helper; the CPU's one irq_work",
        Source: "a program over 4ac454682158 and 7c7e3d31e785 (protocols.md 5, number 13)");

    /// <inheritdoc/>
    public override Routine Run() =>
        OpenCodedProgram.Run(new LockHoldIterator<V5Revision>(isInner: false), default(Program));

    private readonly struct Program : IBpfProgram
    {
        public static bool IsSleepable => false;

        // The address is one of the object that the loop is at.
        public async Routine Body()
        {
            var page = LockHold.Of(isInner: false).NextPage - 1;
            _ = await default(BpfFindVma.Helper).Find(TaskRef.Target, page);
        }
    }
}
