using LockCheck.Coyote.StandIn.Scheduling;

namespace Microsoft.Coyote;

/// <summary>Stand-in. How a test is run.</summary>
public class Configuration
{
    private const int StepsMaxByDefault = 10_000;

    /// <summary>Makes the default.</summary>
    protected Configuration()
    {
    }

    internal Strategy Strategy { get; private set; } = new RandomStrategy();

    internal uint Iterations { get; private set; } = 1;

    internal uint Seed { get; private set; }

    internal uint DeadlockTimeout { get; private set; } = 1000;

    internal int StepsMax { get; private set; } = StepsMaxByDefault;

    internal string Trace { get; private set; } = string.Empty;

    /// <summary>Makes the default.</summary>
    /// <returns>One run under random scheduling; unlike Coyote's, with the seed 0.</returns>
    public static Configuration Create() => new();

    /// <summary>Sets how many runs are made at most.</summary>
    /// <param name="iterations">The number.</param>
    /// <returns>This.</returns>
    public Configuration WithTestingIterations(uint iterations) => With(() => Iterations = iterations);

    /// <summary>Sets the seed of the first run; each further one adds 1.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>This.</returns>
    public Configuration WithRandomGeneratorSeed(uint seed) => With(() => Seed = seed);

    /// <summary>Schedules at random.</summary>
    /// <returns>This.</returns>
    public Configuration WithRandomStrategy() => With(() => Strategy = new RandomStrategy());

    /// <summary>Schedules by random priorities that change now and then.</summary>
    /// <param name="isFair">Not modelled.</param>
    /// <param name="priorityChangeBound">How often they change in a run, at most.</param>
    /// <returns>This.</returns>
    public Configuration WithPrioritizationStrategy(bool isFair = false, uint priorityChangeBound = 10) =>
        With(() => Strategy = new PrioritizationStrategy((int)priorityChangeBound));

    /// <summary>Schedules in turn, with a delay now and then.</summary>
    /// <param name="isFair">Not modelled.</param>
    /// <param name="delayBound">How many delays a run has, at most.</param>
    /// <returns>This.</returns>
    public Configuration WithDelayBoundingStrategy(bool isFair = false, uint delayBound = 10) =>
        With(() => Strategy = new DelayBoundingStrategy((int)delayBound));

    /// <summary>Replays a trace, once.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>This.</returns>
    public Configuration WithReproducibleTrace(string trace) => With(() => Trace = trace);

    /// <summary>Ends runs that make more decisions.</summary>
    /// <param name="maxSteps">The number.</param>
    /// <returns>This.</returns>
    public Configuration WithMaxSchedulingSteps(uint maxSteps) => With(() => StepsMax = (int)maxSteps);

    /// <summary>Sets what traces say of it; here, no clock runs.</summary>
    /// <param name="timeout">Milliseconds.</param>
    /// <returns>This.</returns>
    public Configuration WithDeadlockTimeout(uint timeout) => With(() => DeadlockTimeout = timeout);

    /// <summary>Does nothing: there is no telemetry.</summary>
    /// <param name="isEnabled">Ignored.</param>
    /// <returns>This.</returns>
    public Configuration WithTelemetryEnabled(bool isEnabled = true) => this;

    private Configuration With(Action set)
    {
        set();
        return this;
    }
}
