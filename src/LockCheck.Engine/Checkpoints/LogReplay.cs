namespace LockCheck.Engine;

/// <summary>
/// Makes the states of a search again from the log of how each was first reached: one step a state, most of them from
/// the memo, where the search took one for each transition. What comes of it is what the search had: the pieces, the
/// fingerprints, the records of the states that were not expanded.
/// </summary>
/// <remarks>
/// Parents come in order when a search is breadth first, so that records are needed from one parent to the newest state
/// only. That states are kept as the paths to them is Nilsson's and, in SPIN's and TLC's family, what stateless and
/// re-execution checkers do (P. Godefroid: Model checking for programming languages using VeriSoft, POPL 1997).
/// </remarks>
internal sealed unsafe class LogReplay : IDisposable
{
    private const int LookEvery = 1 << 16;

    private readonly LoadedModel _model;
    private readonly PropertyTable _properties;
    private readonly SearchOptions _options;
    private readonly SearchStore _store;
    private readonly StepMemo? _memo;
    private readonly StepBook? _book;
    private readonly Stepper _stepper;
    private readonly StateBuffer _buffer;
    private readonly bool _countsSwitches;

    public LogReplay(LoadedModel model, PropertyTable properties, SearchOptions options, SearchStore store)
    {
        _model = model;
        _properties = properties;
        _options = options;
        _store = store;
        _countsSwitches = options.Preemptions is not null;
        _memo = store.Memo;
        _book = _memo is null ? null : new StepBook(store.Pieces, _memo);
        _stepper = model.NewStepper();
        _buffer = new StateBuffer(model.Shape, store.Pieces);
    }

    /// <summary>Gets how many steps were not in the memo.</summary>
    public long Missed { get; private set; }

    /// <summary>Makes all states of the store's log.</summary>
    /// <param name="queue">Where the records go; it is empty.</param>
    /// <param name="next">The number of the first state that was not expanded.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>False if it was ended early.</returns>
    /// <exception cref="CheckpointException">The model does not go the way that the log says.</exception>
    public bool Run(StateQueue queue, long next, CancellationToken cancellation)
    {
        using var scope = _stepper.Enter();
        var log = _store.Log;
        var bytes = _store.Pieces.RecordBytes;
        queue.EnsureRoom(1);
        Words.Copy(_store.RecordRoot(_stepper), queue[0], bytes);
        _store.Seen.Add(StatePieces.SumIn(queue[0]));
        var last = 0L;
        for (var number = 1L; number < log.Count; number++)
        {
            var (parent, step) = log[number];
            if (parent < last || parent >= Math.Min(number, next) || step.Slot >= _model.Shape.ThreadCount)
            {
                throw Astray(number);
            }

            last = parent;
            if (number % LookEvery == 0)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return false;
                }

                _options.Progress?.Invoke(new SearchProgress(
                    log.Count, 0, 0, 0, _store.Bytes + queue.Bytes, default) { Rebuilt = number });
            }

            queue.EnsureRoom(number + 1);
            queue.Release(parent);
            var record = queue[number];
            Words.Copy(queue[parent], record, bytes);
            Take(queue[parent], record, step, number);
            if (!_store.Seen.Add(StatePieces.SumIn(record)))
            {
                throw Astray(number);
            }
        }

        queue.Release(next);
        return true;
    }

    public void Dispose()
    {
        _stepper.Dispose();
        _buffer.Dispose();
    }

    private static CheckpointException Astray(long number) => new(
        $"The model does not go the way that the checkpoint says, from state {number:N0} on. Usual cause: modelled "
        + "code that depends on something outside of the state vector, such as a file or the environment. Begin anew "
        + "with --checkpoint and another folder.");

    private void Take(byte* from, byte* record, PathStep step, long number)
    {
        var thread = _store.Pieces.ThreadsIn(record)[step.Slot];
        if (_memo is { } memo && (thread & StatePieces.NotRunning) == 0
            && memo.Find(StepKey.Of(_store.Pieces, record, thread), out var known))
        {
            if (known.Thread == StepMemo.Blocked || step.Choice != 0)
            {
                throw Astray(number);
            }

            _book!.Take(record, step.Slot, in known);
            return;
        }

        Missed++;
        _memo?.Fit(Missed);
        Run(from, record, step, number);
    }

    private void Run(byte* from, byte* record, PathStep step, long number)
    {
        _buffer.Load(record);
        _stepper.WorkOn(_buffer.State);
        var enabled = _countsSwitches ? _model.Enabled(_stepper) : 0;
        var asked = default(LookNotes);
        if (!new StateView(_buffer.State, _model.Shape, &asked).CanGoOn(ThreadId.Of(step.Slot)))
        {
            throw Astray(number);
        }

        _stepper.Tape.Play(step.Choice);
        _stepper.Step(step.Slot);
        var units = _stepper.TouchedUnits;
        var isOfOperations = asked.HasAskedForOperations || _stepper.HasAskedForOperations;
        if (_countsSwitches)
        {
            _model.CountSwitch(_stepper, step.Slot, enabled);
            units = _store.Pieces.AllUnits;
        }

        if (_stepper.Tape.HasMore || _properties.IsCrash(_stepper.Reported))
        {
            throw Astray(number);
        }

        var hasChoices = _stepper.Tape.Values.Length > 0;
        _buffer.Absorb(record, units, _stepper.TouchedThreads);
        if (!hasChoices && !isOfOperations && _stepper.Reported == 0 && _stepper.TouchedThreads == 1u << step.Slot)
        {
            _book?.Remember(from, step.Slot, asked.Units | units, record);
        }
    }
}
