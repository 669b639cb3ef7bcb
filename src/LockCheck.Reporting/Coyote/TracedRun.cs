using LockCheck.Engine;

namespace LockCheck.Reporting.Coyote;

/// <summary>
/// The run of a model that a trace tells to go on: its path, and what each step was the first to break. What the trace
/// and the model do not agree about is an error that names the trace's step.
/// </summary>
internal abstract class TracedRun(CoyoteTrace trace, Walk walk) : IDisposable
{
    private readonly List<(Property Property, int Step)> _broken = [];

    /// <summary>Gets what was broken, each property with the number of the first step that broke it, from 1.</summary>
    public IReadOnlyList<(Property Property, int Step)> Broken => _broken;

    /// <summary>Gets how many steps the run has.</summary>
    public int Length { get; protected set; }

    /// <summary>
    /// Gets the first step that can be the one at which Coyote stopped: behind it, the trace decides nothing.
    /// </summary>
    public int DecidedAt { get; protected set; } = 1;

    /// <summary>Gets whether the run ends in a deadlock.</summary>
    public bool IsDeadlock => Walk.IsDeadlock && Length == Walk.Path.Count;

    /// <summary>Gets the path.</summary>
    public IReadOnlyList<PathStep> Path => [.. Walk.Path.Take(Length)];

    /// <summary>Gets the trace.</summary>
    protected CoyoteTrace Trace { get; } = trace;

    /// <summary>Gets the run itself.</summary>
    protected Walk Walk { get; } = walk;

    /// <summary>Gets or sets the next step of the trace, from 0.</summary>
    protected int At { get; set; }

    /// <summary>Runs a trace to its end, or as far as the run has this many steps.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="first">The trace's first step that the run itself asked for.</param>
    /// <param name="isOfActors">Whether each thread is an operation of its own.</param>
    /// <param name="walk">The run of the model; it belongs to the result, and is freed with it.</param>
    /// <param name="most">The steps of the schedule that the trace was made of, if it was.</param>
    public static TracedRun Of(CoyoteTrace trace, int first, bool isOfActors, Walk walk, int most)
    {
        TracedRun run = isOfActors ? new ActorsRun(trace, walk) : new OracleRun(trace, walk, most);
        run.At = first;
        try
        {
            run.Follow();
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Walk.Dispose();

    /// <summary>Runs the trace.</summary>
    protected abstract void Follow();

    /// <summary>Notes a step that was made, and what it broke.</summary>
    protected void Note(IReadOnlyList<Property> broken)
    {
        Length = Walk.Path.Count;
        foreach (var property in broken.Where(property => !_broken.Exists(known => known.Property.Id == property.Id)))
        {
            _broken.Add((property, Length));
        }
    }

    /// <summary>The number that the trace holds at its present step; nothing is passed when there is none.</summary>
    /// <param name="operation">The operation that asks.</param>
    /// <param name="count">How many possibilities there are.</param>
    /// <param name="what">What is chosen.</param>
    /// <param name="value">The number; 0 when it cannot be had.</param>
    /// <returns>Why it cannot be had; null when it can.</returns>
    protected DivergenceException? TryTake(int operation, int count, string what, out int value) =>
        TraceMistakes.TryTake(Trace, At++, operation, count, what, out value);
}
