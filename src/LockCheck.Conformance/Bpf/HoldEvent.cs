namespace LockCheck.Conformance.Bpf;

/// <summary>One event of a watched thread.</summary>
/// <param name="Number">Its number since the gate was armed, from 1.</param>
/// <param name="Kind">The tracepoint.</param>
/// <param name="IsWrite">Of a lock event: whether for writing.</param>
/// <param name="Function">Of a tree write: the function of lib/maple_tree.c; otherwise empty.</param>
/// <param name="Min">Of a tree write: the first address, in bytes.</param>
/// <param name="Max">Of a tree write: the last address, inclusive.</param>
/// <param name="IsMmTree">Of a tree write: whether into the tree of the thread's own mm, and not into the tree on the
/// stack that munmap collects VMAs in.</param>
/// <param name="LockSequence">mm->mm_lock_seq at the event; odd while mmap_lock is held for writing.</param>
/// <param name="Mm">The mm, as <see cref="VmaRecord.Mm"/>.</param>
public sealed record HoldEvent(
    int Number,
    HoldEventKind Kind,
    bool IsWrite,
    string Function,
    ulong Min,
    ulong Max,
    bool IsMmTree,
    uint LockSequence,
    ulong Mm)
{
    /// <summary>"W acquired", "R releasing", "mas_store_prealloc": the names of the recorded corpora.</summary>
    public string Name => Kind switch
    {
        HoldEventKind.TreeWrite => Function,
        HoldEventKind.StartLocking => $"{Mode} start_locking",
        HoldEventKind.Acquired => $"{Mode} acquired",
        HoldEventKind.Releasing => $"{Mode} releasing",
        _ => $"{Mode} not acquired",
    };

    /// <summary>"odd" or "even": of <see cref="LockSequence"/>.</summary>
    public string Parity => LockSequence % 2 == 0 ? "even" : "odd";

    private string Mode => IsWrite ? "W" : "R";
}
