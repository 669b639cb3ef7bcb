namespace LockCheck.Kernel;

/// <summary>A file or an anon_name as an object with a reference count (protocols.md 1.0, 1.4).</summary>
public struct BackingObject
{
    /// <summary><c>f_count</c>, or the <c>kref</c> of an anon_name: each VMA has one, and readers take more.</summary>
    public byte Refs;

    /// <summary>For an anon_name: the threads whose RCU sections must end before it is freed, a bit each.</summary>
    public byte GracePeriod;

    /// <summary>What the memory is.</summary>
    public BackingState State;

    /// <summary>Whether a file that nobody maps has taken the object of the one that was mapped.</summary>
    public bool IsAnother;
}

/// <summary>What the memory of a file or an anon_name is.</summary>
public enum BackingState : byte
{
    /// <summary>In use.</summary>
    Live,

    /// <summary>
    /// Without references: a file object is free, and keeps its type (SLAB_TYPESAFE_BY_RCU, v6.7); an anon_name waits
    /// for a grace period (kfree_rcu).
    /// </summary>
    Dying,

    /// <summary>An anon_name after its grace period.</summary>
    Freed,
}
