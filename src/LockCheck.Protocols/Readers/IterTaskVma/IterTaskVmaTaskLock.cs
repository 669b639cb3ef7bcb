namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// P-OC26 with task_lock where it has a trylock: nobody has posted it; it shows what the trylock is for. A program that
/// interrupts the holder of alloc_lock, in a softirq, waits for the thread that it has stopped (protocols.md 5, 50).
/// </summary>
public sealed class IterTaskVmaTaskLock : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/snapshot-task-lock";

    /// <inheritdoc/>
    public override string Summary =>
        "iter_task_vma/snapshot spoilt: new waits for alloc_lock";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "none: a mutant",
        ReliesOn: "alloc_lock, for which it waits; the lock of each VMA, only while it is copied",
        Source: "4cbee026db54 with task_lock where it has a trylock (protocols.md 5, number 50)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => ["I8", "I9", "I10", "I11"];

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool ListsMap => false;

    /// <inheritdoc/>
    public override bool PutsMmAsync => true;

    /// <inheritdoc/>
    public override bool TakesTaskByRcu => true;

    /// <inheritdoc/>
    public override bool TracksBacking => true;

    /// <inheritdoc/>
    public override int MemoryWords => 3;

    /// <inheritdoc/>
    public override Routine Run() => OpenCodedProgram.Run(default(Iterator));

    private readonly struct Iterator : IOpenCodedIterator
    {
        public Mm Mm => default(SnapshotIterator).Mm;

        public Routine<int> New() => VmaCursorLife.New(waits: true);

        public Routine<bool> Next() => default(SnapshotIterator).Next();

        public MapRecord Show() => default(SnapshotIterator).Show();

        public Routine Destroy() => default(SnapshotIterator).Destroy();
    }
}
