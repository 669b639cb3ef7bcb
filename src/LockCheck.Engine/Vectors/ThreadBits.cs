namespace LockCheck.Engine;

/// <summary>What one thread can see of another, as bits of a footprint: one byte a thread, behind the world.</summary>
internal static class ThreadBits
{
    /// <summary>Whether it is unused, running or finished.</summary>
    public const byte Status = 1;

    /// <summary>What it is about to do.</summary>
    public const byte Operation = 2;
}
