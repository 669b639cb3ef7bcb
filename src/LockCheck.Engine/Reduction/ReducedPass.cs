using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// One pass of a reduced search: over packed states, with duplicate detection by fingerprint, where local steps are
/// taken at once (<see cref="LocalSteps"/>). The frontier decides the order.
/// </summary>
internal sealed unsafe class ReducedPass : IDisposable
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
    private readonly Expanded _from;
    private readonly Lane[] _lanes;
    private readonly LocalSteps _local;
    private readonly Learned _learned;
    private int _next;
    private long _states;

    private long _transitions;
    private long _terminal;
    private long _deadlocks;
    private int _depth;
    private int _maxPacked;
    private PathStep _first;

    /// <param name="model">The loaded model.</param>
    /// <param name="options">Bounds and switches.</param>
    /// <param name="learned">What earlier passes have learned.</param>
    public ReducedPass(LoadedModel model, SearchOptions options, Learned learned)
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
        _from = new Expanded(_shape, keepsCopy: options.DepthFirst);
        _lanes = new Lane[Lanes];
        for (var i = 0; i < Lanes; i++)
        {
            _lanes[i] = new Lane(_shape);
        }

        _learned = learned;
        _local = new LocalSteps(model, _stepper, _properties, learned) { Report = ReportOnTheWay };
    }

    /// <summary>Gets whether it has learned that it took too much for granted.</summary>
    public bool IsBroken => _learned.Futures.IsBroken;

    /// <summary>Runs the search to its end, to a limit, or until it is cancelled.</summary>
    public SearchResult Run(CancellationToken cancellation)
    {
        using var scope = _stepper.Enter();
        AddRoot();
        while (_limits.CutBy is null && TakeNext())
        {
            _depth = Math.Max(_depth, _from.Depth);
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
        _local.Dispose();
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
        _states = 1;
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

        while (enabled != 0)
        {
            var slot = _options.DepthFirst
                ? 31 - BitOperations.LeadingZeroCount(enabled)
                : BitOperations.TrailingZeroCount(enabled);
            enabled &= ~(1u << slot);
            _stepper.Tape.Clear();
            _local.BeginSteps(_from, slot);
            do
            {
                var lane = NextLane();
                _stepper.WorkOn(lane.State);
                _local.BeginStep();
                _stepper.Step(slot);
                lane.Touch(_stepper.TouchedThreads);
                _local.EndStep(_from.World);
                Arrive(lane, new PathStep((byte)slot, _stepper.Tape.Code));
            }
            while (_stepper.Tape.Advance());

            _local.EndSteps();
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

        // Tapes of the steps on the way are others.
        var values = _stepper.Tape.Save();
        _first = step;
        _local.Start(lane.State, _stepper.TouchedThreads);
        while (_local.Next() is { } end)
        {
            lane = NextLane();
            Words.Copy(end.State, lane.State, _shape.WorldBytes);
            for (var touched = end.Touched; touched != 0; touched &= touched - 1)
            {
                var slot = BitOperations.TrailingZeroCount(touched);
                var thread = _shape.Thread(end.State, slot);
                Words.Copy(thread, _shape.Thread(lane.State, slot), _shape.UsedBytes(thread));
            }

            lane.Touch(end.Touched);
            lane.Chain.Clear();
            lane.Chain.AddRange(end.Steps);
            Queue(lane, step);
        }

        _stepper.Tape.Restore(values);
    }

    private void ReportOnTheWay(Branch branch, ulong reported, PathStep step)
    {
        if (_found.IsNew(reported))
        {
            var parent = LogChain(_log.Add(_from.Number, _first), branch.Steps);
            if (_found.Add(reported, parent, step) && _options.StopAtFirst)
            {
                _limits.Cut(SearchLimits.StopAtFirst);
            }
        }
    }

    private long LogChain(long state, List<PathStep> steps)
    {
        foreach (var step in steps)
        {
            state = _log.Add(state, step);
        }

        return state;
    }

    private void Queue(Lane lane, PathStep step)
    {
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
            if (_states == _limits.MaxStates)
            {
                // One more than there may be: it is not kept.
                _limits.CutByStates();
                return;
            }

            _states++;
            var state = LogChain(_log.Add(lane.Parent, lane.Step), lane.Chain);
            Store(lane, state, lane.Depth + 1 + lane.Chain.Count);
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
        new SearchProgress(_states, _transitions, _depth, _frontier.Count, MemoryBytes(), default), cancellation);

    private long MemoryBytes() => _seen.Bytes + _log.Bytes + _frontier.Bytes + _local.Bytes;

    private SearchResult Result()
    {
        var findings = _found.ToFindings(_log, shortest: false);
        return new SearchResult
        {
            Verdict = findings.Any(finding => finding.IsFailure) ? Verdict.Violated
                : _limits.CutBy is not null ? Verdict.Inconclusive
                : Verdict.VerifiedWithinBounds,
            CutBy = _limits.CutBy,
            Findings = findings,
            States = _states,
            Transitions = _transitions,
            TerminalStates = _terminal,
            DeadlockStates = _deadlocks,
            Depth = _depth,
            MaxFrontier = _frontier.MaxCount,
            VectorBytes = _maxPacked,
            TableBytes = _seen.Bytes + _local.Bytes,
            LogBytes = _log.Bytes,
            MissProbability = FingerprintSet.MissProbability(_states + _local.PassedCount),
            Elapsed = _limits.Elapsed,
        };
    }
}
