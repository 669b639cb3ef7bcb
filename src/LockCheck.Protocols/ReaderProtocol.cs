namespace LockCheck.Protocols;

/// <summary>
/// A way to read a memory map: one revision of one protocol. A class that derives from this one and has a constructor
/// without parameters is found by the command line, the matrix and the tests; nothing lists it.
/// </summary>
public abstract class ReaderProtocol
{
    /// <summary>Gets its name on the command line, such as <c>task_vma/v3</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Gets what it is and where it comes from, in a line.</summary>
    public abstract string Summary { get; }

    /// <summary>
    /// Gets which kernels have it, what it relies on and where it comes from, for <c>lockcheck list</c>; null where
    /// that is not said, as of a user's own reader.
    /// </summary>
    public virtual ReaderFacts? Facts => null;

    /// <summary>
    /// Gets the invariants that it promises to keep (protocols.md 4), such as I1. A broken promise is a violation;
    /// whatever else an invariant notices is an observation.
    /// </summary>
    public abstract IReadOnlyList<string> Promises { get; }

    /// <summary>Gets its column in the matrix of protocols.md 6.1, such as P-TV3; null if it has none.</summary>
    public virtual string? Column => null;

    /// <summary>
    /// Gets whether it delivers records while it does not hold the mmap_lock: what a record says may be outdated by
    /// then, and I3 has to remember the states before.
    /// </summary>
    public virtual bool DeliversUnlocked => false;

    /// <summary>
    /// Gets the era of per-VMA locks that it was written for (protocols.md 1.3); A for one that uses neither them nor
    /// RCU, and works in every era.
    /// </summary>
    public virtual VmaLockEra Era => VmaLockEra.A;

    /// <summary>Gets the first kernel that it can run on: that of its era, unless it says more.</summary>
    public virtual Version FirstKernel => Kernels.FirstOf(Era);

    /// <summary>
    /// Gets whether it may turn back to pages that it has passed: I1 then has to remember every lost page.
    /// </summary>
    public virtual bool MayTurnBack => false;

    /// <summary>Gets whether it takes references to the files and anon_names of VMAs.</summary>
    public virtual bool TracksBacking => false;

    /// <summary>
    /// Gets whether it looks into the tree by an iterator that remembers a node, under the mmap_lock; every reader of
    /// eras B and C may.
    /// </summary>
    public virtual bool UsesIterator => false;

    /// <summary>
    /// Gets whether it relies on RCU to keep a task to which it has no reference (<see cref="TaskRef.Find"/>).
    /// </summary>
    public virtual bool TakesTaskByRcu => false;

    /// <summary>
    /// Gets whether it may try for the mmap_lock while it holds it for read, as nested iterators do.
    /// </summary>
    public virtual bool NestsReadLocks => false;

    /// <summary>Gets whether it takes the i_rwsem of a mapped file (<see cref="InodeLock"/>).</summary>
    public virtual bool TakesInodeLock => false;

    /// <summary>
    /// Gets whether it gives up the mm by mmput_async (<see cref="Mm.PutAsync"/>): where the target may exit, a worker
    /// of the kernel then tears the mm down.
    /// </summary>
    public virtual bool PutsMmAsync => false;

    /// <summary>
    /// Gets whether it lists the memory map in records. One that does not has no codes in the matrix, which shows
    /// what it breaks of its promises; and of the invariants that judge records only those are checked for it that it
    /// promises.
    /// </summary>
    public virtual bool ListsMap => true;

    /// <summary>
    /// Gets what it lists of the tasks, and which tasks there are; null for one that is about the target's first alone.
    /// One that lists their maps says where each begins and ends (<see cref="KernelEvents.TaskMapBegin"/>); it has no
    /// codes in the matrix, which are about one map, and is judged there by its promises.
    /// </summary>
    public virtual TaskListing? Tasks => null;

    /// <summary>
    /// Gets whether a record may be a part of a VMA: a reader that adds up pages counts only those that are new to it.
    /// </summary>
    public virtual bool ReportsParts => false;

    /// <summary>Gets whether it runs in a thread of the target, which is a user of the mm while it lives.</summary>
    public virtual bool IsOfTarget => false;

    /// <summary>Gets whose the open file is; two readers may be threads that share one.</summary>
    public virtual ReaderFile File => ReaderFile.Own;

    /// <summary>Gets how much private memory it needs, in 64-bit words: each one costs states their bytes.</summary>
    public virtual int MemoryWords => ReaderMemory.DefaultWords;

    /// <summary>Starts one complete read: open, read until the end, close.</summary>
    /// <returns>The first routine of the reader's thread.</returns>
    public abstract Routine Run();
}
