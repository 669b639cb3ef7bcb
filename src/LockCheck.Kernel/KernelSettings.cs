using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

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
    /// Gets the memory map of the second mm: the target comes to have it, by exec or because its pid is used again; or
    /// it is that of another process, where the maps of tasks are listed. Null where there is none. All of it is plain
    /// anonymous memory.
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
