namespace LockCheck.Reporting.Coyote;

/// <summary>What stands under <c>Settings</c> in a trace file, with the defaults of Coyote 1.7.11.</summary>
internal static class CoyoteSettings
{
    /// <summary>Coyote reports a deadlock at once when it has no time to wait for one.</summary>
    public const string DeadlockTimeout = "DeadlockTimeout";

    /// <summary>Only a run that was given a seed has one.</summary>
    public const string Seed = "Seed";

    /// <summary>
    /// How long a run may be, by a fair scheduler and by others; a replay stops there without a word.
    /// </summary>
    private static readonly string[] StepBounds = ["MaxFairSchedulingSteps", "MaxUnfairSchedulingSteps"];

    /// <summary>
    /// The settings in their order; what a default is, the value has to be too: a text, a number or a flag.
    /// </summary>
    private static readonly (string Name, object Default)[] All =
    [
        ("Strategy", "random"),
        ("StrategyBound", 0L),
        (Seed, 0L),
        (StepBounds[0], 100_000L),
        (StepBounds[1], 10_000L),
        ("TimeoutDelay", 10L),
        (DeadlockTimeout, 1_000L),
        ("PortfolioMode", "none"),
        ("IsLivenessCheckingEnabled", true),
        ("LivenessTemperatureThreshold", 50_000L),
        ("IsCollectionAccessRaceCheckingEnabled", true),
        ("IsLockAccessRaceCheckingEnabled", true),
        ("IsAtomicOperationRaceCheckingEnabled", true),
        ("IsVolatileOperationRaceCheckingEnabled", true),
        ("IsMemoryAccessRaceCheckingEnabled", false),
        ("IsControlFlowRaceCheckingEnabled", false),
        ("IsPartiallyControlledConcurrencyAllowed", true),
        ("IsPartiallyControlledDataNondeterminismAllowed", true),
        ("UncontrolledConcurrencyResolutionAttempts", 10L),
        ("UncontrolledConcurrencyResolutionDelay", 1_000L),
    ];

    /// <summary>Gets the names of all settings that a file must have.</summary>
    public static IEnumerable<string> Required => All.Select(known => known.Name).Where(name => name != Seed);

    /// <summary>What a setting is by default; null when there is no such setting.</summary>
    public static object? Default(string name) => Array.Find(All, known => known.Name == name).Default;

    /// <summary>The settings of a trace that is written, which has so many steps.</summary>
    public static IEnumerable<(string Name, object Value)> For(int steps) => All
        .Select(known => StepBounds.Contains(known.Name)
            ? (known.Name, Math.Max((long)known.Default, steps + 1L))
            : known);
}
