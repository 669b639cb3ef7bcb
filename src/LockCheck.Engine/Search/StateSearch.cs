using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// Exhaustive search over the states of a model, with duplicate detection by fingerprint. The frontier decides the
/// order; everything else is the same for every order.
/// </summary>
internal sealed unsafe class StateSearch : IDisposable
{
    private const int Lanes = 2;

    private readonly LoadedModel _model;
    private readonly SearchOptions _options;
    private readonly StateShape _shape;
    private readonly Stepper _stepper;
    private readonly Frontier _frontier;
    private readonly FingerprintSet _seen = new();
    private readonly ParentLog _log = new();
    private readonly PropertyTable _properties;
    private readonly Discoveries _found;
    private readonly SearchLimits _limits;
    private readonly SelfCheck? _selfCheck;
    private readonly AloneSearch? _alone;
    private readonly Expanded _from;
    private readonly Lane[] _lanes;
    private int _next;

    private long _transitions;
    private long _terminal;
    private long _deadlocks;
    private int _depth;
    private int _maxPacked;

    public StateSearch(LoadedModel model, SearchOptions options)
    {
        _model = model;
        _options = options;
        _shape = model.Shape;
        _stepper = model.NewStepper();
        _frontier = options.DepthFirst ? new DepthFirst() : new BreadthFirst();
        _properties = new PropertyTable(model.Model);
        _found = new Discoveries(_properties);
        _limits = new SearchLimits(options);
        _selfCheck = options.SelfCheckEvery > 0 ? new SelfCheck(model) : null;
        _alone = options.Alone.Count > 0 ? new AloneSearch(model, _stepper, _properties, options, _limits) : null;
        _from = new Expanded(_shape, keepsCopy: options.DepthFirst);
        _lanes = new Lane[Lanes];
        for (var i = 0; i < Lanes; i++)
        {
            _lanes[i] = new Lane(_shape);
        }
    }

    /// <summary>Runs the search to its end, to a limit, or until it is cancelled.</summary>
    public SearchResult Run(CancellationToken cancellation)
    {
        using var scope = _stepper.Enter();
        if (_alone is not null)
        {
            _alone.Tell = () => CheckLimits(cancellation);
        }

        AddRoot();
        while (_limits.CutBy is null && TakeNext())
        {
            _depth = Math.Max(_depth, _from.Depth);
            _alone?.Look(_from);
            Expand();
            if (_limits.IsDue(_transitions))
            {
                CheckLimits(cancellation);
            }
        }

        SettleAll();
        return Result();
    }

    public void Dispose()
    {
        _stepper.Dispose();
        _frontier.Dispose();
        _seen.Dispose();
        _log.Dispose();
        _selfCheck?.Dispose();
        _alone?.Dispose();
        foreach (var lane in _lanes)
        {
            lane.Dispose();
        }

        _from.Dispose();
    }

    private void AddRoot()
    {
        var root = _lanes[0];
        Buffer.MemoryCopy(_stepper.State, root.State, _shape.VectorBytes, _shape.VectorBytes);
        root.HashAll();
        _seen.Add(root.Fingerprint);
        Store(root, _log.AddRoot(), 0);
    }

    private bool TakeNext()
    {
        if (_frontier.Count == 0 || !_frontier.IsBreadthFirst)
        {
            // The last successors may still wait: they may be the only states left, or the newest ones.
            SettleAll();
        }

        var entry = _frontier.Take();
        if (entry is null)
        {
            return false;
        }

        _from.Load(entry);
        return true;
    }

    private void Expand()
    {
        _stepper.WorkOn(NextLane().State);
        var enabled = _model.Enabled(_stepper);
        if (enabled == 0)
        {
            EndOfPath(_from.Number);
            return;
        }

        var allowed = _model.WithinPreemptions(_stepper, enabled, _options.Preemptions);
        while (allowed != 0)
        {
            var slot = _options.DepthFirst
                ? 31 - BitOperations.LeadingZeroCount(allowed)
                : BitOperations.TrailingZeroCount(allowed);
            allowed &= ~(1u << slot);
            _stepper.Tape.Clear();
            do
            {
                var lane = NextLane();
                _stepper.WorkOn(lane.State);
                _stepper.Step(slot);
                _model.CountSwitch(_stepper, slot, enabled);
                lane.Touch(_stepper.TouchedThreads);
                Arrive(lane, new PathStep((byte)slot, _stepper.Tape.Code));
            }
            while (_stepper.Tape.Advance());
        }
    }

    /// <summary>Gets a buffer that holds the state that is expanded.</summary>
    private Lane NextLane()
    {
        var lane = _lanes[_next];
        Settle(lane);
        lane.Sync(_from);
        return lane;
    }

    private void Arrive(Lane lane, PathStep step)
    {
        _transitions++;
        if (_stepper.Reported != 0)
        {
            if (_found.Add(_stepper.Reported, _from.Number, step) && _options.StopAtFirst)
            {
                _limits.Cut(SearchLimits.StopAtFirst);
            }

            if (_properties.IsCrash(_stepper.Reported))
            {
                return;
            }
        }

        lane.Hash(_from);
        _seen.Prefetch(lane.Fingerprint);
        lane.Parent = _from.Number;
        lane.Depth = _from.Depth;
        lane.Step = step;
        lane.IsWaiting = true;
        _next = (_next + 1) % Lanes;
    }

    /// <summary>Decides about all waiting successors, the oldest first.</summary>
    private void SettleAll()
    {
        for (var i = 0; i < Lanes; i++)
        {
            Settle(_lanes[(_next + i) % Lanes]);
        }
    }

    /// <summary>
    /// Decides about a waiting successor: known, or new and stored. In the order in which they were made.
    /// </summary>
    private void Settle(Lane lane)
    {
        if (!lane.IsWaiting)
        {
            return;
        }

        lane.IsWaiting = false;
        if (_seen.Add(lane.Fingerprint))
        {
            if (_log.Count == _limits.MaxStates)
            {
                // One more than there may be: it is not kept.
                _limits.CutByStates();
                return;
            }

            var state = _log.Add(lane.Parent, lane.Step);
            Store(lane, state, lane.Depth + 1);
            if (_selfCheck is not null && state % _options.SelfCheckEvery == 0)
            {
                _selfCheck.Compare(_log.PathTo(state), lane.State);
            }
        }
    }

    private void Store(Lane lane, long state, int depth)
    {
        var packed = _shape.PackedBytes(lane.State);
        _maxPacked = Math.Max(_maxPacked, packed);
        _from.Write(_frontier.Reserve(_from.EntryBytes(packed)), lane, state, depth);
    }

    private void EndOfPath(long state)
    {
        if (!_stepper.View.HasLiveThreads)
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

    private void CheckLimits(CancellationToken cancellation) => _limits.Check(
        new SearchProgress(_log.Count, _transitions, _depth, _frontier.Count, MemoryBytes(), default), cancellation);

    private long MemoryBytes() => _seen.Bytes + _log.Bytes + _frontier.Bytes + (_alone?.Bytes ?? 0);

    private SearchResult Result()
    {
        var findings = _found.ToFindings(_log, _frontier.IsBreadthFirst);
        if (_alone?.ToFinding(_log) is { } goesRound)
        {
            findings = [.. findings, goesRound];
        }

        return new SearchResult
        {
            Verdict = findings.Any(finding => finding.IsFailure) ? Verdict.Violated
                : _limits.CutBy is not null ? Verdict.Inconclusive
                : Verdict.VerifiedWithinBounds,
            CutBy = _limits.CutBy,
            Findings = findings,
            States = _log.Count,
            Transitions = _transitions,
            TerminalStates = _terminal,
            DeadlockStates = _deadlocks,
            Depth = _depth,
            MaxFrontier = _frontier.MaxCount,
            VectorBytes = _maxPacked,
            BytesPerState = (_seen.Bytes + _log.Bytes + (_alone?.Bytes ?? 0)) / (double)_log.Count,
            MissProbability = FingerprintSet.MissProbability(_log.Count),
            Elapsed = _limits.Elapsed,
        };
    }
}
