using System.Numerics;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// Exhaustive search over the states of a model, with duplicate detection by fingerprint. The frontier decides the
/// order; everything else is the same for every order.
/// </summary>
internal sealed unsafe class StateSearch : IDisposable
{
    private const int EntryHead = 16;
    private const int ProgressEvery = 1 << 16;

    private readonly LoadedModel _model;
    private readonly SearchOptions _options;
    private readonly StateShape _shape;
    private readonly Stepper _stepper;
    private readonly Frontier _frontier;
    private readonly FingerprintSet _seen = new();
    private readonly ParentLog _log = new();
    private readonly Discoveries _found;
    private readonly SelfCheck? _selfCheck;
    private readonly byte* _base;
    private readonly ulong* _hashes;
    private readonly int _hashBytes;
    private readonly long _started;

    private long _transitions;
    private long _terminal;
    private long _deadlocks;
    private int _depth;
    private int _maxPacked;
    private string? _cutBy;

    public StateSearch(LoadedModel model, SearchOptions options)
    {
        _model = model;
        _options = options;
        _shape = model.Shape;
        _stepper = model.NewStepper();
        _frontier = options.DepthFirst ? new DepthFirst() : new BreadthFirst();
        _found = new Discoveries(model.Model);
        _selfCheck = options.SelfCheckEvery > 0 ? new SelfCheck(model) : null;
        _hashBytes = (1 + _shape.ThreadCount) * sizeof(ulong);
        _base = (byte*)NativeMemory.AllocZeroed((nuint)_shape.VectorBytes);
        _hashes = (ulong*)NativeMemory.AllocZeroed((nuint)_hashBytes);
        _started = options.Clock.GetTimestamp();
    }

    private TimeSpan Elapsed => _options.Clock.GetElapsedTime(_started);

    private long MemoryBytes => _seen.Bytes + _log.Bytes + _frontier.Bytes;

    /// <summary>Runs the search to its end, to a limit, or until it is cancelled.</summary>
    public SearchResult Run(CancellationToken cancellation)
    {
        using var scope = _stepper.Enter();
        AddRoot();
        var nextProgress = (long)ProgressEvery;
        byte* entry;
        while (_cutBy is null && (entry = _frontier.Take()) is not null)
        {
            var state = *(long*)entry;
            _depth = Math.Max(_depth, *(int*)(entry + 8));
            Buffer.MemoryCopy(entry + EntryHead, _hashes, _hashBytes, _hashBytes);
            _shape.Unpack(entry + EntryHead + _hashBytes, _base);
            _shape.Unpack(entry + EntryHead + _hashBytes, _stepper.State);
            Expand(state, *(int*)(entry + 8));
            if (_transitions >= nextProgress)
            {
                nextProgress = _transitions + ProgressEvery;
                CheckLimits(cancellation);
            }

            if (_options.MaxStates is { } most && _log.Count >= most && _frontier.Count > 0)
            {
                _cutBy ??= $"--max-states {most}";
            }
        }

        return Result();
    }

    public void Dispose()
    {
        _stepper.Dispose();
        _frontier.Dispose();
        _seen.Dispose();
        _log.Dispose();
        _selfCheck?.Dispose();
        NativeMemory.Free(_base);
        NativeMemory.Free(_hashes);
    }

    private void AddRoot()
    {
        var sum = _hashes[0] = _shape.HashWorld(_stepper.State);
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            sum += _hashes[slot + 1] = _shape.HashThread(_stepper.State, slot);
        }

        _seen.Add(StableHash.Finish(sum));
        Store(_log.AddRoot(), 0, _hashes);
    }

    private void Expand(long state, int depth)
    {
        var enabled = _model.Enabled(_stepper);
        if (enabled == 0)
        {
            EndOfPath(state);
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
            bool more;
            do
            {
                _stepper.Step(slot);
                _model.CountSwitch(_stepper, slot, enabled);
                Arrive(state, depth, new PathStep((byte)slot, _stepper.Tape.Code));
                more = _stepper.Tape.Advance();
                Restore();
            }
            while (more);
        }
    }

    private void Arrive(long parent, int depth, PathStep step)
    {
        _transitions++;
        if (_stepper.Reported != 0)
        {
            if (_found.Add(_stepper.Reported, parent, step) && _options.StopAtFirst)
            {
                _cutBy = Discoveries.StoppedAtFirst;
            }

            if (_found.IsCrash(_stepper.Reported))
            {
                return;
            }
        }

        var touched = _stepper.TouchedThreads;
        var hashes = stackalloc ulong[1 + VectorLayout.MaxThreads];
        var sum = hashes[0] = _shape.HashWorld(_stepper.State);
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            var hash = (touched & (1u << slot)) != 0
                ? _shape.HashThread(_stepper.State, slot)
                : _hashes[slot + 1];
            hashes[slot + 1] = hash;
            sum += hash;
        }

        if (_seen.Add(StableHash.Finish(sum)))
        {
            var state = _log.Add(parent, step);
            Store(state, depth + 1, hashes);
            if (_selfCheck is not null && state % _options.SelfCheckEvery == 0)
            {
                _selfCheck.Compare(_log.PathTo(state), _stepper);
            }
        }
    }

    private void Store(long state, int depth, ulong* hashes)
    {
        var packed = _shape.PackedBytes(_stepper.State);
        _maxPacked = Math.Max(_maxPacked, packed);
        var entry = _frontier.Reserve(EntryHead + _hashBytes + packed);
        *(long*)entry = state;
        *(int*)(entry + 8) = depth;
        Buffer.MemoryCopy(hashes, entry + EntryHead, _hashBytes, _hashBytes);
        _shape.Pack(_stepper.State, entry + EntryHead + _hashBytes);
    }

    private void Restore()
    {
        var state = _stepper.State;
        Buffer.MemoryCopy(_base, state, _shape.WorldBytes, _shape.WorldBytes);
        for (var touched = _stepper.TouchedThreads; touched != 0; touched &= touched - 1)
        {
            var slot = BitOperations.TrailingZeroCount(touched);
            var from = _shape.Thread(_base, slot);
            var bytes = _shape.UsedBytes(from);
            Buffer.MemoryCopy(from, _shape.Thread(state, slot), bytes, bytes);
        }
    }

    private void EndOfPath(long state)
    {
        var view = _stepper.View;
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            if (view.StatusOf(ThreadId.Of(slot)) == ThreadStatus.Running)
            {
                _deadlocks++;
                if (_found.AddDeadlock(state) && _options.StopAtFirst)
                {
                    _cutBy = Discoveries.StoppedAtFirst;
                }

                return;
            }
        }

        _terminal++;
    }

    private void CheckLimits(CancellationToken cancellation)
    {
        var elapsed = Elapsed;
        _options.Progress?.Invoke(
            new SearchProgress(_log.Count, _transitions, _depth, _frontier.Count, MemoryBytes, elapsed));
        if (cancellation.IsCancellationRequested)
        {
            _cutBy = "interrupted";
        }
        else if (_options.MaxTime is { } time && elapsed > time)
        {
            _cutBy = $"--max-seconds {time.TotalSeconds:0.###}";
        }
        else if (_options.MaxMemoryBytes is { } memory && MemoryBytes > memory)
        {
            _cutBy = $"--max-memory {memory / (double)(1L << 30):0.###} GiB";
        }
    }

    private SearchResult Result()
    {
        var findings = _found.ToFindings(_log, _frontier.IsBreadthFirst);
        var violated = findings.Any(finding => finding.IsFailure);
        return new SearchResult
        {
            Verdict = violated ? Verdict.Violated
                : _cutBy is not null ? Verdict.Inconclusive
                : Verdict.VerifiedWithinBounds,
            CutBy = _cutBy,
            Findings = findings,
            States = _log.Count,
            Transitions = _transitions,
            TerminalStates = _terminal,
            DeadlockStates = _deadlocks,
            Depth = _depth,
            MaxFrontier = _frontier.MaxCount,
            VectorBytes = _maxPacked,
            BytesPerState = (_seen.Bytes + _log.Bytes) / (double)_log.Count,
            MissProbability = FingerprintSet.MissProbability(_log.Count),
            Elapsed = Elapsed,
        };
    }
}
