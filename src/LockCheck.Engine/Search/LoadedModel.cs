namespace LockCheck.Engine;

/// <summary>A model with its vector laid out: what strategies and replay start from.</summary>
public sealed unsafe class LoadedModel
{
    private const int NoThread = -1;

    private readonly Region<SwitchCount>? _switches;

    private LoadedModel(Model model, VectorLayout layout, Region<SwitchCount>? switches)
    {
        Model = model;
        Layout = layout;
        Shape = new StateShape(model, layout, model.ThreadCount);
        _switches = switches;
    }

    /// <summary>Gets the model.</summary>
    public Model Model { get; }

    /// <summary>Gets where everything lies in its vector.</summary>
    public VectorLayout Layout { get; }

    internal StateShape Shape { get; }

    /// <summary>Lays out a model's vector. A model object is loaded once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="countSwitches">Whether states remember context switches, for a bound on preemptions.</param>
    /// <returns>The loaded model.</returns>
    public static LoadedModel Load(Model model, bool countSwitches = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.ThreadCount is < 1 or > VectorLayout.MaxThreads)
        {
            throw new RoutineException(
                $"The model has {model.ThreadCount} threads; it needs 1 to {VectorLayout.MaxThreads}.");
        }

        var layout = new VectorLayout();
        model.Declare(layout);
        return new LoadedModel(
            model, layout, countSwitches ? layout.History<SwitchCount>("context switches") : null);
    }

    /// <summary>Makes a stepper whose working state is the initial state.</summary>
    internal Stepper NewStepper()
    {
        var stepper = new Stepper(Shape);
        Reset(stepper);
        return stepper;
    }

    /// <summary>Puts the initial state into a stepper.</summary>
    internal void Reset(Stepper stepper)
    {
        new Span<byte>(stepper.State, Shape.VectorBytes).Clear();
        using var scope = stepper.Enter();
        stepper.Tape.Clear();
        stepper.Begin(0);
        Model.Start();
        stepper.RethrowMisuse();
        if (stepper.Faulted is { } exception)
        {
            throw new InvalidOperationException($"The model's start threw: {exception.Message}", exception);
        }

        if (_switches is { } switches)
        {
            switches[0].Last = NoThread;
        }
    }

    /// <summary>Gets the bits of the threads whose pending operation can be applied.</summary>
    internal uint Enabled(Stepper stepper)
    {
        var state = stepper.View;
        var enabled = 0u;
        for (var slot = 0; slot < Shape.ThreadCount; slot++)
        {
            if (state.IsEnabled(ThreadId.Of(slot)))
            {
                enabled |= 1u << slot;
            }
        }

        return enabled;
    }

    /// <summary>Takes away the threads that the bound on preemptions forbids.</summary>
    internal uint WithinPreemptions(Stepper stepper, uint enabled, int? preemptions)
    {
        if (_switches is not { } switches || preemptions is not { } most)
        {
            return enabled;
        }

        ref readonly var count = ref switches.In(stepper.View);
        var last = count.Last == NoThread ? 0 : 1u << count.Last;
        return count.Used >= most && (enabled & last) != 0 ? last : enabled;
    }

    /// <summary>Counts a context switch after a step, if states remember them.</summary>
    internal void CountSwitch(Stepper stepper, int slot, uint enabledBefore)
    {
        if (_switches is not { } switches)
        {
            return;
        }

        ref var count = ref *(SwitchCount*)(stepper.State + switches.Offset);
        if (count.Last != slot && count.Last != NoThread && (enabledBefore & (1u << count.Last)) != 0)
        {
            count.Used++;
        }

        count.Last = slot;
    }

    private struct SwitchCount
    {
        public int Last;
        public int Used;
    }
}
