namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// A BPF program that nests two P-OC5 iterators over one task: for each VMA it begins to walk the address space once
/// more. With interrupts off both find the CPU's irq_work free, because it is only taken at destroy (protocols.md 5,
/// number 13).
/// </summary>
public sealed class IterTaskVmaV5Nested : V5ProgramReader
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/v5-nested";

    /// <inheritdoc/>
    public override string Summary =>
        "a program with an iter_task_vma/v5 inside the loop of another one";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.7 to v7.0",
        ReliesOn: "the mmap_lock, for read, from new to destroy, twice; the CPU's one irq_work",
        Source: "a program over 4ac454682158 (protocols.md 5, number 13)");

    /// <inheritdoc/>
    public override Routine Run() =>
        OpenCodedProgram.Run(new LockHoldIterator<V5Revision>(isInner: false), default(Program));

    private readonly struct Program : IBpfProgram
    {
        public static bool IsSleepable => false;

        // What it sees there is no record of the read; the invariants of locks and memory judge it.
        public async Routine Body()
        {
            var inner = new LockHoldIterator<V5Revision>(isInner: true);
            _ = await inner.New();
            _ = await inner.Next();
            await inner.Destroy();
        }
    }
}
