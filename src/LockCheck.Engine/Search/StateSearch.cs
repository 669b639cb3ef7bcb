namespace LockCheck.Engine;

/// <summary>
/// Exhaustive search over the states of a model by one worker: breadth first, or newest first. A state is known by the
/// sum of the hashes of its pieces.
/// </summary>
internal sealed unsafe class StateSearch : SuccessorSink, IDisposable
{
    private readonly LoadedModel _model;
    private readonly SearchOptions _options;
    private readonly PropertyTable _properties;
    private readonly SearchStore _store;
    private readonly Discoveries _found;
    private readonly SearchLimits _limits;
    private readonly Expander _expander;
    private readonly PendingStates _pending;
    private readonly SelfCheck? _selfCheck;
    private readonly AloneSearch? _alone;
    private readonly SearchCheckpoints? _checkpoints;

    private SearchCounts _before;
    private long _terminal;
    private long _deadlocks;
    private int _depth;
    private bool _isFull;

    public StateSearch(LoadedModel model, SearchOptions options)
    {
        _model = model;
        _options = options;
        _properties = new PropertyTable(model.Model);
        _found = new Discoveries(_properties);
        _limits = new SearchLimits(options);
        _store = new SearchStore(model, options, isShared: false);
        _expander = new Expander(model, options, _properties, _store.Pieces, _store.Memo, this);
        _pending = options.DepthFirst ? new NewestFirst(_store) : new OldestFirst(_store);
        _checkpoints = SearchCheckpoints.Of(model, options, _store, _limits);
        _selfCheck = options.SelfCheckEvery > 0 ? new SelfCheck(model, _store.Pieces) : null;
        _alone = options.Alone.Count > 0
            ? new AloneSearch(model, _expander.Stepper, _properties, options, _limits)
            : null;
    }

    private long Transitions => _before.Transitions + _expander.Transitions;

    /// <summary>Runs the search to its end, to a limit, or until it is cancelled.</summary>
    public SearchResult Run(CancellationToken cancellation)
    {
        using var scope = _expander.Stepper.Enter();
        if (_alone is not null)
        {
            _alone.Tell = () => CheckLimits(cancellation);
        }

        Begin(cancellation);
        while (_limits.CutBy is null && TakeNext() is var record && record is not null)
        {
            _depth = Math.Max(_depth, _pending.Depth);
            _alone?.Look(_expander.Unpack(record), _pending.Number, _pending.Depth);
            _expander.Expand(record, _pending.Number);
            if (_store.Log.Count > _limits.MaxStates - Expander.RingSize)
            {
                // The search ends behind the state that leads to one state too many, and not a few later.
                _expander.Flush();
            }

            if (_isFull)
            {
                _limits.CutByStates();
            }

            if (_limits.IsDue(_expander.Transitions))
            {
                CheckLimits(cancellation);
                if (_checkpoints is { IsDue: true } && _limits.CutBy is null)
                {
                    WriteCheckpoint(_checkpoints);
                }
            }
        }

        _expander.Flush();
        if (_checkpoints is { IsDueAtEnd: true })
        {
            WriteCheckpoint(_checkpoints);
        }

        return Result();
    }

    public override void Announce(Hash128 fingerprint) => _store.Seen.Prefetch(fingerprint);

    public override void Take(Successor* successor)
    {
        var record = Successor.RecordOf(successor);
        if (!_store.Seen.Add(StatePieces.SumIn(record)))
        {
            return;
        }

        if (_store.Log.Count == _limits.MaxStates)
        {
            // One more than there may be: it is not kept.
            _isFull = true;
            return;
        }

        var state = _store.Log.Add(successor->Parent, successor->Step);
        _pending.Add(record, state);
        if (_selfCheck is not null && state % _options.SelfCheckEvery == 0)
        {
            _selfCheck.CompareRecord(_store.Log.PathTo(state), record);
        }
    }

    public override void Report(ulong reported, long parent, PathStep step)
    {
        if (_found.Add(reported, parent, step) && _options.StopAtFirst)
        {
            _limits.Cut(SearchLimits.StopAtFirst);
        }
    }

    public override void EndOfPath(long state, bool hasLiveThreads)
    {
        if (!hasLiveThreads)
        {
            _terminal++;
            return;
        }

        _deadlocks++;
        if (_found.AddDeadlock(state) && _options.StopAtFirst)
        {
            _limits.Cut(SearchLimits.StopAtFirst);
        }
    }

    public void Dispose()
    {
        _expander.Dispose();
        _pending.Dispose();
        _store.Dispose();
        _selfCheck?.Dispose();
        _alone?.Dispose();
    }

    private void Begin(CancellationToken cancellation)
    {
        if (_checkpoints is { Resumes: true })
        {
            var pending = (OldestFirst)_pending;
            _before = _checkpoints.Resume(_properties, _found, pending.Queue, cancellation);
            pending.Restore(_before);
            _terminal = _before.Terminal;
            _deadlocks = _before.Deadlocks;
            _depth = (int)_before.Depth;
            return;
        }


        var root = _store.RecordRoot(_expander.Stepper);
        _store.Seen.Add(StatePieces.SumIn(root));
        _pending.Add(root, _store.Log.AddRoot());
    }

    private void WriteCheckpoint(SearchCheckpoints checkpoints)
    {
        _expander.Flush();
        if (_limits.HasDropped)
        {
            return;
        }

        var pending = (OldestFirst)_pending;
        checkpoints.Write(
            pending.Save() with
            {
                Transitions = Transitions,
                Missed = _before.Missed + _expander.Missed,
                Terminal = _terminal,
                Deadlocks = _deadlocks,
            },
            _found,
            pending.Queue);
    }

    private byte* TakeNext()
    {
        if (_pending.IsAtItsEnd)
        {
            // The last successors may still wait: they may be the only states left, or those to be taken first.
            _expander.Flush();
        }

        var record = _pending.Take(_expander);
        _store.Memo?.Fit(_expander.Missed);
        return record;
    }

    private void CheckLimits(CancellationToken cancellation) => _limits.Check(
        new SearchProgress(
            _store.Log.Count, Transitions, _depth, _pending.Count, MemoryBytes(), default),
        cancellation);

    private long MemoryBytes() => _store.Bytes + _pending.Bytes + (_alone?.Bytes ?? 0);

    private SearchResult Result()
    {
        var findings = _found.ToFindings(_store.Log, !_options.DepthFirst);
        if (_alone?.ToFinding(_store.Log) is { } goesRound)
        {
            findings = [.. findings, goesRound];
        }

        return _store.Result(findings, _limits) with
        {
            Transitions = Transitions,
            Missed = _before.Missed + _expander.Missed,
            TerminalStates = _terminal,
            DeadlockStates = _deadlocks,
            Depth = _depth,
            MaxFrontier = _pending.MaxCount,
        };
    }
}
