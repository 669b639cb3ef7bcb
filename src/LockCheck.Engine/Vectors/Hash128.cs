namespace LockCheck.Engine;

/// <summary>
/// A hash of 128 bits. Hashes of the sections of a state are added up to the state's fingerprint, so that a step that
/// changes one section takes the old hash away and adds the new one.
/// </summary>
/// <param name="Low">The lower half.</param>
/// <param name="High">The upper half; the two are added without a carry between them.</param>
internal readonly record struct Hash128(ulong Low, ulong High)
{
    public static Hash128 operator +(Hash128 one, Hash128 other) => new(one.Low + other.Low, one.High + other.High);

    public static Hash128 operator -(Hash128 one, Hash128 other) => new(one.Low - other.Low, one.High - other.High);
}
