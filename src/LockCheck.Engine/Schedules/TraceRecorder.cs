namespace LockCheck.Engine;

/// <summary>
/// Runs a model step by step and notes what happens. Descriptions and drawings are asked for between the steps, where
/// no world is current: they see only the state that they are given.
/// </summary>
internal sealed unsafe class TraceRecorder : IDisposable
{
    private readonly LoadedModel _model;
    private readonly PropertyTable _properties;
    private readonly List<PathStep> _path = [];
    private readonly List<TraceStep> _steps = [];
    private readonly string?[] _waits;
    private readonly string _initialDrawing;
    private readonly LoneRun _lone;
    private uint _enabled;

    public TraceRecorder(LoadedModel model)
    {
        _model = model;
        _properties = new PropertyTable(model.Model);
        _lone = new LoneRun(model.Shape);
        _waits = new string?[model.Shape.ThreadCount];
        Stepper = model.NewStepper();
        Stepper.IsExplaining = true;
        _initialDrawing = model.Model.Draw(Stepper.View);
        Look();
    }

    /// <summary>Gets the stepper, whose working state is where the run has led.</summary>
    public Stepper Stepper { get; }

    /// <summary>Tells whether a thread can make a step now.</summary>
    public bool IsEnabled(int slot) => (uint)slot < (uint)_waits.Length && (_enabled & (1u << slot)) != 0;

    /// <summary>Names a thread as far as the run has got.</summary>
    public string NameOf(int slot) =>
        (uint)slot < (uint)_waits.Length ? Stepper.View.NameOf(ThreadId.Of(slot)) : $"{slot}, which does not exist,";

    /// <summary>Runs one step of an enabled thread, with the values that the tape was loaded with.</summary>
    public TraceStep Take(int slot)
    {
        var id = ThreadId.Of(slot);
        var operation = Stepper.View.PendingOf(id);
        var change = Switch(slot);
        Stepper.Details.Clear();
        _lone.Before(slot, Stepper.State, _path.Count);
        using (Stepper.Enter())
        {
            Stepper.Step(slot);
        }

        _model.CountSwitch(Stepper, slot, _enabled);
        _lone.After(Stepper.State);
        var waitedFor = _waits[slot];
        _waits[slot] = null;
        _path.Add(new PathStep((byte)slot, Stepper.Tape.Code));
        var step = new TraceStep
        {
            Number = _path.Count,
            Slot = slot,
            Thread = string.Empty,
            Operation = operation,
            Choices = Choices(),
            Details = [.. Stepper.Details],
            Drawing = _model.Model.Draw(Stepper.View),
            Reported = _properties.Of(Stepper.Reported),
            WasBlocked = waitedFor is not null,
            WaitedFor = waitedFor ?? string.Empty,
            Switch = change,
            EndsThread = Stepper.View.StatusOf(id) == ThreadStatus.Finished,
        };
        _steps.Add(step);
        Look();
        return step;
    }

    /// <summary>Ends the run. Threads get their names now, when it is known how many share one.</summary>
    public Trace Finish()
    {
        var labels = ThreadLabels.Of(Stepper.View);
        var unfinished = new List<TraceThread>();
        for (var slot = 0; slot < labels.Length; slot++)
        {
            var id = ThreadId.Of(slot);
            var view = Stepper.View;
            if (view.StatusOf(id) == ThreadStatus.Running)
            {
                var blocked = IsPending(slot) && !IsEnabled(slot);
                unfinished.Add(new TraceThread(
                    slot,
                    labels[slot],
                    IsPending(slot) ? view.PendingOf(id) : string.Empty,
                    IsEnabled(slot),
                    blocked ? view.BlockedBy(id) : string.Empty,
                    _model.Model.Holdings(view, id)));
            }
        }

        return new Trace
        {
            Path = _path,
            InitialDrawing = _initialDrawing,
            Steps = [.. _steps.Select((step, i) => step with
            {
                Thread = labels[step.Slot],
                Switch = step.Switch is { } change ? change with { From = labels[_steps[i - 1].Slot] } : null,
            })],
            Unfinished = unfinished,
            ComesBackTo = Stepper.Faulted is null ? _lone.ComesBackTo() : null,
            Thrown = _path.Count > 0 ? Stepper.Faulted?.Message : null,
        };
    }

    public void Dispose() => Stepper.Dispose();

    /// <summary>Notes who can go on in the present state, and what the others began to wait for.</summary>
    private void Look()
    {
        _enabled = 0;
        var view = Stepper.View;
        for (var slot = 0; slot < _waits.Length; slot++)
        {
            var id = ThreadId.Of(slot);
            if (!IsPending(slot))
            {
                continue;
            }

            if (view.IsEnabled(id))
            {
                _enabled |= 1u << slot;
            }
            else
            {
                _waits[slot] ??= view.BlockedBy(id);
            }
        }
    }

    /// <summary>Whether a thread is at an operation: one whose routine threw has none any more.</summary>
    private bool IsPending(int slot)
    {
        var header = Stepper.View.Header(ThreadId.Of(slot));
        return header->Status == ThreadStatus.Running && header->Operation != 0;
    }

    private TraceSwitch? Switch(int slot)
    {
        if (_steps.Count == 0 || _steps[^1].Slot == slot)
        {
            return null;
        }

        var last = _steps[^1].Slot;
        var reason = Stepper.View.StatusOf(ThreadId.Of(last)) == ThreadStatus.Finished ? SwitchReason.Finished
            : IsEnabled(last) ? SwitchReason.Preempted
            : SwitchReason.Blocked;
        var waits = reason == SwitchReason.Blocked && IsPending(last);
        return new TraceSwitch(
            string.Empty, reason, waits ? Stepper.View.BlockedBy(ThreadId.Of(last)) : string.Empty);
    }

    private List<TraceChoice> Choices()
    {
        var choices = new List<TraceChoice>();
        for (var i = 0; i < Stepper.Tape.Values.Length; i++)
        {
            choices.Add(new TraceChoice(Stepper.Tape.Names[i], Stepper.Tape.Values[i]));
        }

        return choices;
    }
}
