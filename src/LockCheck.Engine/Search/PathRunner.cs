namespace LockCheck.Engine;

/// <summary>Runs a path of steps from the initial state, exactly.</summary>
internal sealed class PathRunner : IDisposable
{
    private readonly LoadedModel _model;

    public PathRunner(LoadedModel model)
    {
        _model = model;
        Stepper = model.NewStepper();
    }

    /// <summary>Gets the stepper, whose working state is where the path has led.</summary>
    public Stepper Stepper { get; }

    /// <summary>Runs a whole path.</summary>
    public void Run(IReadOnlyList<PathStep> path)
    {
        Reset();
        foreach (var step in path)
        {
            Step(step);
        }
    }

    /// <summary>Goes back to the initial state.</summary>
    public void Reset() => _model.Reset(Stepper);

    /// <summary>Runs one step.</summary>
    public void Step(PathStep step)
    {
        using var scope = Stepper.Enter();
        var enabled = _model.Enabled(Stepper);
        if ((enabled & (1u << step.Slot)) == 0)
        {
            throw new NondeterminismException(
                $"A path leads over a step of thread {Stepper.View.NameOf(ThreadId.Of(step.Slot))} that is not enabled "
                + "when the path is run again. Usual cause: modelled code depends on something outside the state "
                + "vector.");
        }

        Stepper.Tape.Play(step.Choice);
        Stepper.Step(step.Slot);
        if (Stepper.Tape.HasMore)
        {
            throw new NondeterminismException(
                $"A step of thread {Stepper.View.NameOf(ThreadId.Of(step.Slot))} made other value choices when the "
                + "path was run again. Usual cause: modelled code depends on something outside the state vector.");
        }

        _model.CountSwitch(Stepper, step.Slot, enabled);
    }

    public void Dispose() => Stepper.Dispose();
}
