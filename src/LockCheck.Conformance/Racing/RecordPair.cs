namespace LockCheck.Conformance.Racing;

/// <summary>Two records that a pass delivers one after the other: what it shows of a race, whenever that was.</summary>
/// <param name="First">The first one; null where the second is the first of the region.</param>
/// <param name="Second">The second one; null where the first is the last of the region.</param>
public readonly record struct RecordPair(RegionRecord? First, RegionRecord? Second)
{
    /// <summary>Both: <c>0-4 r--p, 4-8 rw-p</c>.</summary>
    public override string ToString() =>
        $"{First?.ToString() ?? "the beginning"}, {Second?.ToString() ?? "the end"}";
}
