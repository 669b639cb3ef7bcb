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
