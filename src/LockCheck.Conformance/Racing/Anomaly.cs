namespace LockCheck.Conformance.Racing;

/// <summary>What no state of the map looks like, in two neighbouring records of a pass.</summary>
[Flags]
public enum Anomaly
{
    /// <summary>Nothing: a state has both, or the map has changed between them.</summary>
    None = 0,

    /// <summary>A page that every state maps lies between them, and is in no record of the pass (I1).</summary>
    LostPage = 1,

    /// <summary>The second is of no state (I3).</summary>
    Phantom = 2,

    /// <summary>The second ends no later than the first (I4).</summary>
    EndsDescend = 4,

    /// <summary>The second begins before the first ends (I5).</summary>
    Overlap = 8,
}
