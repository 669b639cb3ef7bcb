namespace LockCheck.Engine;

/// <summary>What a broken property means.</summary>
public enum PropertyKind
{
    /// <summary>A promise: a state or step that breaks it is a violation.</summary>
    Promise,

    /// <summary>Something worth knowing that nobody promised: printed, and not a failure.</summary>
    Observation,

    /// <summary>A violation after which the model means nothing more: the search does not go on behind it.</summary>
    Crash,

    /// <summary>
    /// A mark that a measured number reaches: neither good nor bad. The marks of one number are properties of their
    /// own, so that the largest one that any run reaches comes with the shortest schedule that reaches it.
    /// </summary>
    Measurement,

    /// <summary>
    /// Something that must happen in the end: broken by a run that need never end. Its schedule ends where a state
    /// comes again.
    /// </summary>
    Liveness,
}

/// <summary>Something that a model checks.</summary>
/// <param name="Index">Its bit in a step's report, below 64; negative for one that no step alone can break.</param>
/// <param name="Id">Its short name, such as I1.</param>
/// <param name="Title">What it says, in a line.</param>
/// <param name="Kind">What a report of it means.</param>
public sealed record Property(int Index, string Id, string Title, PropertyKind Kind)
{
    /// <summary>How many properties a model and the engine may have together: a bit each.</summary>
    public const int CountMax = 64;

    /// <summary>The first index that a model may use for a property of its own.</summary>
    public const int FirstOfModel = 2;

    /// <summary>Gets whether a report of it is a failure.</summary>
    public bool IsFailure => Kind is PropertyKind.Promise or PropertyKind.Crash or PropertyKind.Liveness;

    /// <summary>Gets the engine's own property: a routine throws nothing and every step ends.</summary>
    public static Property Exception { get; } =
        new(0, "exception", "a routine throws no exception, and every step ends", PropertyKind.Crash);

    /// <summary>Gets the engine's own property: a step makes at most one unprotected access to shared memory.</summary>
    public static Property TwoRacyAccesses { get; } =
        new(1, "racy", "two racy accesses in one step", PropertyKind.Crash);

    /// <summary>Gets the engine's own properties of steps, which every model has beside its own.</summary>
    public static IReadOnlyList<Property> OfEngine { get; } = [Exception, TwoRacyAccesses];

    /// <summary>
    /// Gets the engine's own property of runs: a thread that runs alone ends, or has to wait. It is broken where a
    /// thread comes back to the same state by steps of its own (<see cref="SearchOptions.Alone"/>).
    /// </summary>
    public static Property Alone { get; } =
        new(-1, "alone", "a thread that runs alone ends, or has to wait", PropertyKind.Liveness);
}
