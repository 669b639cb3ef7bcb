namespace LockCheck.Engine;

/// <summary>
/// What a reduction rests on, each of it to be left out by the test that shows what is missed without it. Nobody else
/// changes any of this.
/// </summary>
internal sealed record ReductionRules
{
    /// <summary>Gets the rules of every search that says anything.</summary>
    public static ReductionRules Sound { get; } = new();

    /// <summary>Gets whether what a step only reads makes it depend on who writes that.</summary>
    public bool CountsReads { get; init; } = true;

    /// <summary>Gets whether what decides whether a thread is blocked counts as read.</summary>
    public bool CountsLooks { get; init; } = true;

    /// <summary>Gets whether history counts as memory.</summary>
    public bool CountsHistory { get; init; } = true;

    /// <summary>Gets whether a chain of local steps ends in a state that is kept, even if it need not end.</summary>
    public bool KeepsEnds { get; init; } = true;

    /// <summary>Gets whether a step behind which nothing goes on is no local one.</summary>
    public bool CountsCrashes { get; init; } = true;

    /// <summary>Gets whether the future of a thread is that of the threads that it starts, too.</summary>
    public bool FollowsSpawns { get; init; } = true;

    /// <summary>
    /// Gets whether random runs come first. They only save time, but what they teach hides other flaws.
    /// </summary>
    public bool RunsFirst { get; init; } = true;

    /// <summary>Gets whether a search that relied on something wrong is repeated.</summary>
    public bool Repeats { get; init; } = true;
}
