namespace LockCheck.Kernel;

/// <summary>What an iterator of the VMA tree remembers.</summary>
public struct TreePosition
{
    /// <summary>The first page of the tree range that the iterator returned last, or where it is set.</summary>
    public ushort Start;

    /// <summary>One past the last page of that range; the same as <see cref="Start"/> after a set.</summary>
    public ushort End;

    /// <summary>The slot of the remembered node.</summary>
    public ushort Slot;

    /// <summary>What has become of the remembered node.</summary>
    public NodeState Node;

    /// <summary>For a dead node: the threads whose RCU sections must end before it is freed, a bit each.</summary>
    public byte NodeWaits;
}

/// <summary>What a thread has of RCU, of sampled sequence numbers, and of an iterator of the tree.</summary>
public struct WalkState
{
    /// <summary>Where its iterator is.</summary>
    public TreePosition Position;

    /// <summary>How many RCU sections are open, nested.</summary>
    public byte RcuNesting;

    /// <summary>References to files and anon_names that the thread has taken.</summary>
    public sbyte BackingRefs;

    /// <summary>Which sampled sequence numbers still are what they were.</summary>
    public SequenceWatch Watch;

    /// <summary>Whether samples and iterator are of <see cref="Mm.Second"/>, and not of the first mm.</summary>
    public bool IsOfSecond;
}

/// <summary>What has become of the tree node that an iterator remembers (protocols.md 1.6).</summary>
public enum NodeState : byte
{
    /// <summary>None is remembered: the next advance searches by index.</summary>
    None,

    /// <summary>It is in the tree.</summary>
    Alive,

    /// <summary>It was replaced, and is kept until the RCU sections that were open then have ended.</summary>
    Dead,

    /// <summary>It was replaced, and freed.</summary>
    Freed,
}

/// <summary>
/// Sequence numbers that a thread has sampled. They are only ever compared for equality with the present number, so a
/// bit says all of them: still equal, or not any more. Nothing grows, and cycles can close.
/// </summary>
[Flags]
public enum SequenceWatch : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>mm_lock_seq is what speculate_try_begin saw, which was even.</summary>
    Speculation = 1,

    /// <summary>The vm_lock_seq that was read equals the present mm_lock_seq.</summary>
    LockSeqEqual = 2,

    /// <summary>mm_wr_seq is what was recorded (the maps-under-RCU v2 posting of Jan 2024).</summary>
    WriteSeqSame = 4,
}
