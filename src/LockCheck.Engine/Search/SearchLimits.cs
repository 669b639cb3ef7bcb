namespace LockCheck.Engine;

/// <summary>What ends a search or a sampling before its end: limits, cancellation, the first violation.</summary>
internal sealed class SearchLimits(SearchOptions options)
{
    /// <summary>The name of the limit "first violation".</summary>
    public const string StopAtFirst = "--stop-at-first";

    /// <summary>What cuts a search that somebody interrupts.</summary>
    public const string Interrupted = "interrupted";

    private const int CheckEvery = 1 << 16;

    private readonly long _started = options.Clock.GetTimestamp();
    private long _next = CheckEvery;

    /// <summary>Gets what cut the run, in words; null while it goes on.</summary>
    public string? CutBy { get; private set; }

    /// <summary>Gets the most states.</summary>
    public long MaxStates { get; } = options.MaxStates ?? long.MaxValue;

    /// <summary>Gets or sets the time that went into the checkpoint from which the search goes on.</summary>
    public TimeSpan ElapsedBefore { get; set; }

    /// <summary>Gets the time of the search, with that of all its parts.</summary>
    public TimeSpan Elapsed => ElapsedBefore + options.Clock.GetElapsedTime(_started);

    /// <summary>Gets or sets whether states were left out, so that the search cannot go on from there.</summary>
    public bool HasDropped { get; set; }

    /// <summary>The name of a limit on the time.</summary>
    public static string TextOf(TimeSpan time) => $"--max-seconds {time.TotalSeconds:0.###}";

    /// <summary>Ends the run; the first reason counts.</summary>
    public void Cut(string by) => CutBy ??= by;

    /// <summary>Ends the run because there are more states than there may be.</summary>
    public void CutByStates()
    {
        HasDropped = true;
        Cut($"--max-states {MaxStates}");
    }

    /// <summary>Whether it is time to look at the clock again.</summary>
    public bool IsDue(long transitions)
    {
        if (transitions < _next)
        {
            return false;
        }

        _next = transitions + CheckEvery;
        return true;
    }

    /// <summary>Tells the progress, and ends the run at a limit.</summary>
    public void Check(SearchProgress progress, CancellationToken cancellation)
    {
        var elapsed = Elapsed;
        options.Progress?.Invoke(progress with { Elapsed = elapsed });
        if (cancellation.IsCancellationRequested)
        {
            Cut(Interrupted);
        }
        else if (options.MaxTime is { } time && elapsed - ElapsedBefore > time)
        {
            Cut(TextOf(options.TimeAsked ?? time));
        }
        else if (options.MaxMemoryBytes is { } memory && progress.MemoryBytes > memory)
        {
            Cut($"--max-memory {memory / (double)(1L << 30):0.###}");
        }
    }
}
