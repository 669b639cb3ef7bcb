namespace LockCheck.Engine;

/// <summary>A few states of a round that one worker expands, in order, and what they lead to.</summary>
internal struct RoundChunk
{
    /// <summary>Who expanded it.</summary>
    public int Worker;

    /// <summary>Where its successors begin in that worker's buffer, in successors.</summary>
    public int From;

    /// <summary>How many of them may be new states.</summary>
    public int Count;

    /// <summary>How many of them are: they stand first.</summary>
    public int New;

    /// <summary>The number of the first of these.</summary>
    public long First;
}
