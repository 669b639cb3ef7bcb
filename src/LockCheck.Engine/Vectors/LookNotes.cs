namespace LockCheck.Engine;

/// <summary>What was looked at through a <see cref="StateView"/>.</summary>
internal struct LookNotes
{
    /// <summary>The units of the world (<see cref="StateShape.UnitShift"/>), a bit each.</summary>
    public ulong Units;

    /// <summary>Whether it was asked what a thread is about to do, or whether it can.</summary>
    public bool HasAskedForOperations;
}
