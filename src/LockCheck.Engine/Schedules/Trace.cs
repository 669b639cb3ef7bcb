namespace LockCheck.Engine;

/// <summary>
/// The explained run of a path: what each step did, why the running thread changed, and how the run ended. It is what
/// reports and schedule files are made from.
/// </summary>
public sealed record Trace
{
    /// <summary>Gets the path that was run.</summary>
    public required IReadOnlyList<PathStep> Path { get; init; }

    /// <summary>Gets the model's drawing of the initial state; may be empty.</summary>
    public required string InitialDrawing { get; init; }

    /// <summary>Gets the steps, in order.</summary>
    public required IReadOnlyList<TraceStep> Steps { get; init; }

    /// <summary>Gets the threads that had not ended at the end of the run, in the order of their slots.</summary>
    public required IReadOnlyList<TraceThread> Unfinished { get; init; }

    /// <summary>Gets the message of the exception that the last step threw; null when it threw none.</summary>
    public required string? Thrown { get; init; }

    /// <summary>
    /// Gets the step behind which the state was the same as at the end, 0 for the initial state, if only the last
    /// thread has run since then: it can go round like that for ever. Null if it was not there before.
    /// </summary>
    public int? ComesBackTo { get; init; }

    /// <summary>Gets the properties that the last step reported.</summary>
    public IReadOnlyList<Property> Reported => Steps.Count == 0 ? [] : Steps[^1].Reported;

    /// <summary>Gets whether the run ended with threads that are left and cannot go on.</summary>
    public bool IsDeadlock =>
        Unfinished.Count > 0 && !Unfinished.Any(thread => thread.IsEnabled)
        && !Reported.Any(property => property.Kind == PropertyKind.Crash);

    /// <summary>Runs a path from the initial state and explains it.</summary>
    /// <param name="model">The loaded model.</param>
    /// <param name="path">The path, such as that of a <see cref="Finding"/>.</param>
    /// <returns>The explained run.</returns>
    /// <exception cref="NondeterminismException">The model cannot follow the path.</exception>
    public static Trace Of(LoadedModel model, IReadOnlyList<PathStep> path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(path);
        using var recorder = new TraceRecorder(model);
        for (var i = 0; i < path.Count; i++)
        {
            var step = path[i];
            if (!recorder.IsEnabled(step.Slot))
            {
                throw Lost(i, $"thread {recorder.NameOf(step.Slot)} cannot go on there");
            }

            recorder.Stepper.Tape.Play(step.Choice);
            recorder.Take(step.Slot);
            if (recorder.Stepper.Tape.HasMore)
            {
                throw Lost(i, $"thread {recorder.NameOf(step.Slot)} made other value choices there");
            }
        }

        return recorder.Finish();
    }

    /// <summary>Tells whether the end of this run shows a bug.</summary>
    /// <param name="breaks">The id of a property, or <see cref="ScheduleFile.Deadlock"/>.</param>
    /// <returns>
    /// Whether the last step reported the property, or the run ended in a deadlock, or the last thread alone came back
    /// to where it was.
    /// </returns>
    public bool Shows(string breaks) => breaks == ScheduleFile.Deadlock ? IsDeadlock
        : breaks == Property.Alone.Id ? ComesBackTo is not null
        : Reported.Any(property => property.Id == breaks);

    private static NondeterminismException Lost(int index, string what) => new(
        $"A path could not be run again: at step {index + 1}, {what}. Usual cause: the path belongs to another model "
        + "or other settings, or modelled code depends on something outside the state vector. Explain a path with "
        + "the model that it was found in, loaded with the same settings.");
}
