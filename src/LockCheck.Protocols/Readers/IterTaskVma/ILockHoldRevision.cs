namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// What differs between the revisions of the open-coded iterator of 2023; the rest is <see
/// cref="LockHoldIterator{T}"/>.
/// </summary>
internal interface ILockHoldRevision
{
    /// <summary>Gets whether its state lies in memory of its own, whose allocation may fail (since v2).</summary>
    static abstract bool Allocates { get; }

    /// <summary>Gets whether it takes a reference to the task (since v2).</summary>
    static abstract bool TakesTask { get; }
}
