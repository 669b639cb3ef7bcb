using System.CommandLine;
using LockCheck.Cli.Options;
using LockCheck.Engine;
using LockCheck.Reporting.Checks;

namespace LockCheck.Cli.Checking;

/// <summary>What the command line asks of the search itself.</summary>
internal sealed record SearchRequest
{
    private const double MemoryShareDefault = 0.6;
    private const int WorkersDefaultMax = 8;

    public long? Sample { get; init; }

    public ulong Seed { get; init; }

    public SamplingPlan Sampling { get; init; } = new();

    /// <summary>
    /// Gets how many workers share a search; null for as many as there are processors, up to a few. A search beside
    /// others has one.
    /// </summary>
    public int? Workers { get; init; } = 1;

    public bool DepthFirst { get; init; }

    /// <summary>Gets whether steps that nobody can tell the time of are taken at once.</summary>
    public bool ReducesLocalSteps { get; init; }

    public bool StopAtFirst { get; init; }

    public int? Preemptions { get; init; }

    public long? MaxStates { get; init; }

    public TimeSpan? MaxTime { get; init; }

    public long? MaxMemoryBytes { get; init; }

    public static SearchRequest From(ParseResult parsed, CliOptions options)
    {
        var sample = parsed.GetValue(options.Sample);
        Forbid(sample is not null && parsed.GetValue(options.Exhaustive), "--sample and --exhaustive", "one is random "
            + "runs, the other a search over all states");
        Forbid(sample is not null && parsed.GetValue(options.DepthFirst), "--sample and --depth-first", "random runs "
            + "have no order of search");
        var reduces = parsed.GetValue(options.Reduce) is not null;
        Forbid(sample is not null && reduces, "--sample and --reduce", "random runs leave nothing out");
        Forbid(reduces && parsed.GetValue(options.Preemptions) is not null, "--reduce and --preemptions", "a reduction "
            + "leaves out schedules for others that may have more preemptions");
        Forbid(reduces && parsed.GetValue(options.Workers) > 1, "--reduce and --workers", "one worker makes a search "
            + "that leaves steps out");
        Forbid(reduces && parsed.GetValue(options.Alone), "--reduce and --alone", "running alone is asked of every "
            + "reachable state, and a reduction does not visit them all");
        Forbid(sample is not null && parsed.GetValue(options.MaxStates) is not null, "--sample and --max-states",
            "random runs count no states");
        Forbid(sample is not null && parsed.GetValue(options.MaxMemory) is not null, "--sample and --max-memory",
            "random runs keep no states");
        Forbid(sample is null && parsed.GetValue(options.Seed) is not null, "--seed and a search over all states",
            "a seed is for random runs: --sample N");
        var strategy = parsed.GetValue(options.Strategy);
        var depth = parsed.GetValue(options.Depth);
        Forbid(sample is null && strategy is not null, "--strategy and a search over all states",
            "a strategy draws random runs: --sample N");
        Forbid(parsed.GetValue(options.DepthFirst) && parsed.GetValue(options.Workers) > 1, "--depth-first and "
            + "--workers", "one worker searches depth first");
        Forbid(depth is not null && strategy != SamplingStrategy.Pct, "--depth and another strategy than pct",
            "a depth is of the bugs that --strategy pct looks for");
        Forbid(
            strategy is not (null or SamplingStrategy.RandomWalk) && parsed.GetValue(options.Preemptions) is not null,
            $"--strategy {SamplingText.NameOf(strategy ?? SamplingStrategy.RandomWalk)} and --preemptions",
            "the bound takes schedules away, and what is known of the strategy is known of all of them");
        var gibibytes = parsed.GetValue(options.MaxMemory);
        return new SearchRequest
        {
            Sample = sample,
            Seed = parsed.GetValue(options.Seed) ?? 0,
            Sampling = new SamplingPlan
            {
                Strategy = strategy ?? SamplingStrategy.RandomWalk,
                Depth = depth ?? SamplingPlan.DepthDefault,
            },
            Workers = parsed.GetValue(options.Workers),
            DepthFirst = parsed.GetValue(options.DepthFirst),
            ReducesLocalSteps = reduces,
            StopAtFirst = parsed.GetValue(options.StopAtFirst),
            Preemptions = parsed.GetValue(options.Preemptions),
            MaxStates = parsed.GetValue(options.MaxStates),
            MaxTime = parsed.GetValue(options.MaxSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            MaxMemoryBytes = gibibytes is { } size ? (long)(size * (1L << 30)) : null,
        };
    }

    /// <summary>What a report says of the bounds.</summary>
    public CheckBounds ToBounds(Surroundings surroundings) => new()
    {
        Sample = Sample,
        Seed = Seed,
        Sampling = Sampling,
        DepthFirst = DepthFirst,
        ReducesLocalSteps = ReducesLocalSteps,
        StopAtFirst = StopAtFirst,
        Preemptions = Preemptions,
        MaxStates = MaxStates,
        MaxTime = MaxTime,
        MaxMemoryBytes = Sample is null ? MemoryLimit(surroundings) : null,
    };

    /// <summary>What the engine is asked for.</summary>
    public SearchOptions ToOptions(Surroundings surroundings, Action<SearchProgress>? progress) => new()
    {
        DepthFirst = DepthFirst,
        ReducesLocalSteps = ReducesLocalSteps,
        StopAtFirst = StopAtFirst,
        Preemptions = Preemptions,
        MaxStates = MaxStates,
        MaxTime = MaxTime,
        MaxMemoryBytes = MemoryLimit(surroundings),
        Sampling = Sampling,
        Workers = Workers ?? Math.Clamp(surroundings.Workers, 1, WorkersDefaultMax),
        Clock = surroundings.Clock,
        Progress = progress,
    };

    private static void Forbid(bool isWrong, string what, string why)
    {
        if (isWrong)
        {
            throw new UsageException($"{what} do not go together: {why}. Leave one of them out.");
        }
    }

    private long MemoryLimit(Surroundings surroundings) =>
        MaxMemoryBytes ?? (long)(surroundings.MemoryBytes * MemoryShareDefault);
}
