namespace LockCheck.Engine;

/// <summary>
/// Footprints of steps that were taken before, and of looks at whether a thread is blocked, by the thread's place and
/// the world: what is known need not be learned again, and a step that is known to conflict need not be tried.
/// </summary>
/// <remarks>Told apart by 64-bit hashes, as states are: the probability that one is taken for another is of the same
/// kind as that of <see cref="FingerprintSet"/>.</remarks>
internal sealed class KnownSteps
{
    private const int CountMax = 1 << 22;

    private readonly NumberMap _steps = new(CountMax);
    private readonly NumberMap _looks = new(CountMax);

    /// <summary>The footprint of a step with all its choices; less than 0 if it is not known.</summary>
    public int Find(int place, ulong world) => _steps.Find(NumberMap.Mix(world, place));

    /// <summary>Keeps the footprint of a step with all its choices.</summary>
    public void Add(int place, ulong world, int footprint) => _steps.Set(NumberMap.Mix(world, place), footprint);

    /// <summary>Finds a look.</summary>
    /// <returns>Whether it is known, what it touches, and whether the thread is not blocked.</returns>
    public (bool IsKnown, int Footprint, bool IsEnabled) FindLook(int place, ulong world)
    {
        var known = _looks.Find(NumberMap.Mix(world, place));
        return (known >= 0, known >> 1, (known & 1) != 0);
    }

    /// <summary>Keeps a look.</summary>
    public void AddLook(int place, ulong world, int footprint, bool isEnabled) =>
        _looks.Set(NumberMap.Mix(world, place), (footprint << 1) | (isEnabled ? 1 : 0));
}
