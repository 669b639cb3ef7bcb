namespace LockCheck.Kernel.Traces;

/// <summary>What is to be replayed.</summary>
/// <param name="Initial">The map of the first process, right after its exec.</param>
public sealed record TraceRequest(MapsFile Initial)
{
    /// <summary>What counts as written to.</summary>
    public TouchedMemory Touched { get; init; } = TouchedMemory.All;

    /// <summary>The map that is to come out, or none.</summary>
    public MapsFile? Expected { get; init; }

    /// <summary>The process whose map it is; none for the first.</summary>
    public long? Process { get; init; }

    /// <summary>
    /// The line of the log after which the map is taken: the last one for <see cref="long.MaxValue"/>; none for the
    /// last time that somebody in the log reads the map, or the end if nobody does.
    /// </summary>
    public long? Until { get; init; }

    /// <summary>What takes windows of its calls from the log, or nothing.</summary>
    public WindowRecorder? Windows { get; init; }

    /// <summary>How many return values that differ are kept.</summary>
    public int ShownMax { get; init; } = 3;
}
