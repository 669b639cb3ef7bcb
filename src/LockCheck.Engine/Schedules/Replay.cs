namespace LockCheck.Engine;

/// <summary>
/// Runs a recorded schedule exactly. A replay shows the recorded bug or says where the model went another way; it
/// never shows another bug.
/// </summary>
public static class Replay
{
    /// <summary>Runs a schedule.</summary>
    /// <param name="model">The model that the schedule's head names, loaded with the same settings.</param>
    /// <param name="schedule">The schedule.</param>
    /// <returns>The explained run, which ends with the recorded bug.</returns>
    /// <exception cref="DivergenceException">The model does not do what was recorded.</exception>
    public static Trace Run(LoadedModel model, ScheduleFile schedule)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(schedule);
        using var recorder = new TraceRecorder(model);
        var divergence = new Divergence(schedule, recorder);
        RequireProperty(model.Model, schedule, divergence);
        for (var i = 0; i < schedule.Steps.Count; i++)
        {
            var step = schedule.Steps[i];
            var slot = RequireThread(step, recorder, divergence);
            var taken = Take(step, slot, recorder, divergence);
            if (i < schedule.Steps.Count - 1)
            {
                RequireNothingBefore(taken, schedule, divergence);
            }
        }

        var trace = recorder.Finish();
        RequireEnd(trace, schedule, divergence);
        RequireSameException(trace, schedule, divergence);
        RequireLabels(trace, schedule, divergence);
        return trace;
    }

    private static void RequireProperty(Model model, ScheduleFile schedule, Divergence divergence)
    {
        var known = model.Properties.Concat(Property.OfEngine)
            .Append(Property.Alone).Select(property => property.Id).ToList();
        if (!schedule.IsDeadlock && !known.Contains(schedule.Breaks))
        {
            throw divergence.AtStart(
                $"the property {schedule.Breaks}", $"the model checks {string.Join(", ", known)}");
        }
    }

    private static int RequireThread(ScheduleStep step, TraceRecorder recorder, Divergence divergence)
    {
        var view = recorder.Stepper.View;
        var slot = ThreadLabels.Find(view, step.Thread, out var problem);
        if (slot < 0)
        {
            throw divergence.Before(step, problem);
        }

        var pending = view.PendingOf(ThreadId.Of(slot));
        if (view.StatusOf(ThreadId.Of(slot)) == ThreadStatus.Finished)
        {
            throw divergence.Before(step, $"{step.Thread} has ended");
        }

        if (pending != step.Operation)
        {
            throw divergence.Before(step, $"{step.Thread} is at `{ScheduleRules.Visible(pending)}`");
        }

        return recorder.IsEnabled(slot)
            ? slot
            : throw divergence.Before(step, $"{step.Thread} is blocked there");
    }

    private static TraceStep Take(ScheduleStep step, int slot, TraceRecorder recorder, Divergence divergence)
    {
        TraceStep taken;
        try
        {
            recorder.Stepper.Tape.Load([.. step.Choices.Select(choice => choice.Value)]);
            taken = recorder.Take(slot);
        }
        catch (RoutineException exception)
        {
            // Also a recorded value that the model does not offer any more.
            throw divergence.Within(step, $"the engine stopped the step: {exception.Message}", exception);
        }

        // Values that are left on the tape are missing among the choices, and values beyond it are too many.
        return taken.Choices.SequenceEqual(step.Choices)
            ? taken
            : throw divergence.Within(step, taken.Choices.Count == 0
                ? "the step made no value choices"
                : $"the step made the value choices {ScheduleStep.TextOf(taken.Choices)}");
    }

    private static void RequireNothingBefore(TraceStep taken, ScheduleFile schedule, Divergence divergence)
    {
        // Other promises may break on the way, as they may have when the schedule was recorded.
        var early = taken.Reported.FirstOrDefault(
            property => property.Id == schedule.Breaks || property.Kind == PropertyKind.Crash);
        if (early is not null)
        {
            throw divergence.Within(
                schedule.Steps[taken.Number - 1], $"{early.Id} ({early.Title}) is broken here already");
        }
    }

    private static void RequireEnd(Trace trace, ScheduleFile schedule, Divergence divergence)
    {
        if (!trace.Shows(schedule.Breaks))
        {
            var reported = string.Join(", ", trace.Reported.Select(property => property.Id));
            throw divergence.AtEnd(
                schedule.IsDeadlock ? "a deadlock"
                : schedule.Breaks == Property.Alone.Id ? "that the thread comes back to where it was, alone"
                : $"that {schedule.Breaks} is broken",
                trace.Thrown is { } message ? $"the step threw: {message}"
                : reported.Length > 0 && schedule.Breaks != Property.Alone.Id ? $"the step breaks {reported}"
                : trace.IsDeadlock ? "the run ends in a deadlock"
                : schedule.Breaks == Property.Alone.Id ? "the state is another one than before"
                : "the step breaks nothing");
        }
    }

    private static void RequireSameException(Trace trace, ScheduleFile schedule, Divergence divergence)
    {
        var thrown = ScheduleFile.ThrownBy(trace, schedule.Breaks);
        if (thrown != schedule.Thrown)
        {
            throw divergence.AtEnd($"an exception: {schedule.Thrown}", $"the step threw: {thrown}");
        }
    }

    private static void RequireLabels(Trace trace, ScheduleFile schedule, Divergence divergence)
    {
        for (var i = 0; i < trace.Steps.Count; i++)
        {
            if (trace.Steps[i].Thread != schedule.Steps[i].Thread)
            {
                throw divergence.Within(schedule.Steps[i], $"the thread of this step is {trace.Steps[i].Thread}");
            }
        }
    }
}
