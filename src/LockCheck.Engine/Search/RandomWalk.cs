using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// Random sampling: at each step, one of the enabled threads with equal probability, and each value choice with equal
/// probability (the baseline "random walk" of Thomson, Donaldson, Betts: Concurrency testing using controlled
/// schedulers, TOPC 2016).
/// </summary>
internal sealed class RandomWalk : IDisposable
{
    private const int MaxSteps = 1_000_000;

    private readonly LoadedModel _model;
    private readonly SearchOptions _options;
    private readonly ulong _seed;
    private readonly SearchLimits _limits;
    private readonly Stepper _stepper;
    private readonly Dictionary<int, Finding> _found = [];
    private readonly PropertyTable _properties;
    private readonly List<PathStep> _path = [];
    private long _transitions;
    private long _terminal;
    private long _deadlocks;
    private int _depth;

    public RandomWalk(LoadedModel model, SearchOptions options, ulong seed)
    {
        _model = model;
        _options = options;

        // Runs are numbered from a mixed seed: neighbouring seeds would share all their runs but one.
        _seed = new SplitMix(seed).Next();
        _limits = new SearchLimits(options);
        _stepper = model.NewStepper();
        _properties = new PropertyTable(model.Model);
    }

    /// <summary>Runs the sampling.</summary>
    public SearchResult Run(long runs, CancellationToken cancellation)
    {
        var done = 0L;
        for (; done < runs && _limits.CutBy is null; done++)
        {
            // Each run has a generator of its own: run k is the same whatever the runs before it did.
            RunOnce(new SplitMix(new SplitMix(_seed + (ulong)done).Next()));
            if (_options.StopAtFirst && _found.Any(pair => pair.Value.IsFailure))
            {
                _limits.Cut(SearchLimits.StopAtFirst);
            }

            if (_limits.IsDue(_transitions) || cancellation.IsCancellationRequested)
            {
                _limits.Check(new SearchProgress(done, _transitions, _depth, 0, 0, default), cancellation);
            }
        }

        var findings = _found.OrderBy(pair => pair.Key).Select(pair => pair.Value).ToList();
        return new SearchResult
        {
            Verdict = findings.Any(finding => finding.IsFailure) ? Verdict.Violated : Verdict.Inconclusive,
            CutBy = _limits.CutBy ?? $"--sample {runs}",
            Findings = findings,
            States = 0,
            Transitions = _transitions,
            TerminalStates = _terminal,
            DeadlockStates = _deadlocks,
            Runs = done,
            Depth = _depth,
            Elapsed = _limits.Elapsed,
        };
    }

    public void Dispose() => _stepper.Dispose();

    private void RunOnce(SplitMix random)
    {
        _model.Reset(_stepper);
        using var scope = _stepper.Enter();
        Func<int, int> draw = random.Below;
        _path.Clear();
        while (_path.Count < MaxSteps)
        {
            var enabled = _model.Enabled(_stepper);
            if (enabled == 0)
            {
                EndOfRun();
                return;
            }

            var slot = Pick(_model.WithinPreemptions(_stepper, enabled, _options.Preemptions), random);
            _stepper.Tape.Draw(draw);
            _stepper.Step(slot);
            _model.CountSwitch(_stepper, slot, enabled);
            _transitions++;
            _path.Add(new PathStep((byte)slot, _stepper.Tape.Code));
            _depth = Math.Max(_depth, _path.Count);
            if (_stepper.Reported != 0 && Note(_stepper.Reported))
            {
                return;
            }
        }

        _limits.Cut($"a run of {MaxSteps:N0} steps without an end");
    }

    private static int Pick(uint enabled, SplitMix random)
    {
        for (var skip = random.Below(BitOperations.PopCount(enabled)); skip > 0; skip--)
        {
            enabled &= enabled - 1;
        }

        return BitOperations.TrailingZeroCount(enabled);
    }

    private bool Note(ulong reported)
    {
        foreach (var property in _properties.Of(_properties.Meaningful(reported)))
        {
            Keep(property.Index, property);
        }

        return _properties.IsCrash(reported);
    }

    private void EndOfRun()
    {
        if (_stepper.View.HasLiveThreads)
        {
            _deadlocks++;
            Keep(int.MaxValue, null);
            return;
        }

        _terminal++;
    }

    private void Keep(int key, Property? property)
    {
        if (!_found.TryGetValue(key, out var known) || known.Path.Count > _path.Count)
        {
            _found[key] = new Finding(property, [.. _path], IsShortest: false);
        }
    }
}
