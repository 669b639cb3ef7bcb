using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>How much of the rwsem is modelled (protocols.md 1.2).</summary>
public enum RwSemLevel
{
    /// <summary>L0: a plain reader-writer lock; nobody is ever seen waiting.</summary>
    L0,

    /// <summary>L1: a queued thread makes trylock fail and makes <c>is_contended</c> true.</summary>
    L1,

    /// <summary>L2: and who waits is passed by those who come later, until HANDOFF forbids it.</summary>
    L2,
}

/// <summary>How VMAs are locked one by one, and when their memory is reused (protocols.md 1.3).</summary>
public enum VmaLockEra
{
    /// <summary>Up to v6.3: no lock of their own. Freed at once. Nothing of RCU is modelled.</summary>
    A,

    /// <summary>v6.4 to v6.14: a small rwsem and a sequence number each. Freed by call_rcu.</summary>
    B,

    /// <summary>v6.15 and later: one counter, vm_refcnt. Freed at once, type-stable, reused by any mm.</summary>
    C,
}

/// <summary>Choices that are off unless asked for; each strikes at most once a run.</summary>
[Flags]
public enum Faults
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A fatal signal arrives while a thread sleeps in a killable lock.</summary>
    Signal = 1,

    /// <summary>The target process exits.</summary>
    Exit = 2,

    /// <summary>An allocation fails.</summary>
    NoMem = 4,

    /// <summary>
    /// The first record of a read() does not fit into the buffer of an ordinary seq_file, which then grows.
    /// </summary>
    Grow = 8,

    /// <summary>A VMA's vm_refcnt is at its limit: a read lock of it fails under the mmap_lock too.</summary>
    RefLimit = 16,

    /// <summary>A BPF program runs in a place where interrupts are off.</summary>
    Irq = 32,

    /// <summary>
    /// What a BPF program prints for the first object of a read(), or at the end, does not fit into the iterator's
    /// buffer, which never grows.
    /// </summary>
    Overflow = 64,

    /// <summary>
    /// A BPF iterator has gone over a million objects in one read(), and the program dropped its output.
    /// </summary>
    ManyObjects = 128,
}

/// <summary>How many records fit into one page of the reader's buffer.</summary>
/// <param name="Count">Records; <see cref="int.MaxValue"/> for all, 0 for "each page ends where it likes".</param>
public readonly record struct RecordsPerPage(int Count)
{
    /// <summary>Gets the buffer that takes everything: one read() delivers all records.</summary>
    public static RecordsPerPage All => new(int.MaxValue);

    /// <summary>Gets the buffer that may be full, or not, after every record.</summary>
    public static RecordsPerPage Choice => new(0);

    /// <inheritdoc/>
    public override string ToString() => Count switch
    {
        0 => "choice",
        int.MaxValue => "all",
        _ => Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}

/// <summary>Whose the open file is that a reader reads.</summary>
public enum ReaderFile
{
    /// <summary>Each reader opens one of its own, and closes it.</summary>
    Own,

    /// <summary>
    /// The readers are threads of one process with one open file: it is open from the start, is not closed, and pins
    /// the struct of the mm (mm_count). What a call needs it keeps on its stack.
    /// </summary>
    Shared,

    /// <summary>And what a call has locked, and its iterator, are in the file (<see cref="SharedFile"/>).</summary>
    SharedWithState,
}

/// <summary>What an actor is to the scenario.</summary>
public enum ActorKind
{
    /// <summary>Reads the memory map.</summary>
    Reader,

    /// <summary>Changes it.</summary>
    Writer,

    /// <summary>Anything else, such as the target's exit.</summary>
    Other,
}

/// <summary>A scenario, as the kernel model needs it.</summary>
public sealed record KernelSettings
{
    /// <summary>Gets the initial memory map.</summary>
    public required Layout Layout { get; init; }

    /// <summary>Gets the threads; their order is the order of slots.</summary>
    public required IReadOnlyList<Actor> Actors { get; init; }

    /// <summary>Gets the invariants' monitors.</summary>
    public IReadOnlyList<Monitor> Monitors { get; init; } = [];

    /// <summary>Gets how much of the rwsem is modelled.</summary>
    public RwSemLevel RwSem { get; init; } = RwSemLevel.L1;

    /// <summary>Gets the size of each thread's private memory, in 64-bit words (<see cref="ReaderMemory"/>).</summary>
    public int ReaderWords { get; init; } = ReaderMemory.DefaultWords;

    /// <summary>Gets whose the open file is that the readers read.</summary>
    public ReaderFile File { get; init; }

    /// <summary>Gets how VMAs are locked one by one.</summary>
    public VmaLockEra Era { get; init; }

    /// <summary>
    /// Gets whether iterators of the VMA tree remember nodes in era A too, where they are used under the mmap_lock.
    /// </summary>
    public bool HasIterators { get; init; }

    /// <summary>Gets whether the references to files and anon_names are counted.</summary>
    public bool TracksBacking { get; init; }

    /// <summary>Gets whether there is a second process that takes VMA objects from the same slab.</summary>
    public bool HasForeignMm { get; init; }

    /// <summary>
    /// Gets the memory map of the second mm that the target comes to have, by exec or because its pid is used again;
    /// null where it never does. All of it is plain anonymous memory.
    /// </summary>
    public Layout? SecondMap { get; init; }

    /// <summary>Gets whether page tables are modelled: which spans of pages have one.</summary>
    public bool HasPageTables { get; init; }

    /// <summary>
    /// Gets whether the CPUs of readers are modelled: interrupts, irq_works, and a mmap_lock that one program holds for
    /// read more than once.
    /// </summary>
    public bool HasCpus { get; init; }

    /// <summary>Gets whether the i_rwsem of a mapped file is modelled.</summary>
    public bool HasInode { get; init; }

    /// <summary>Gets whether a released task is kept for a grace period, because a reader relies on it.</summary>
    public bool HasRcuTask { get; init; }

    /// <summary>
    /// Gets what the readers list of the tasks, and which tasks there are beside the target's first; null where no
    /// reader lists tasks, and the target is one task.
    /// </summary>
    public TaskListing? Tasks { get; init; }

    /// <summary>Gets the names that writers give to anonymous memory, beside those of the layout.</summary>
    public IReadOnlyList<string> AnonNames { get; init; } = [];

    /// <summary>Gets the faults that may strike.</summary>
    public Faults Faults { get; init; }

    /// <summary>Gets how many records fit into one page of the reader's buffer.</summary>
    public RecordsPerPage RecordsPerPage { get; init; } = new(1);

    /// <summary>
    /// Gets how many VMA objects there are beyond those of the layout: what splits and new mappings need.
    /// </summary>
    public int SpareVmas { get; init; } = 4;
}
