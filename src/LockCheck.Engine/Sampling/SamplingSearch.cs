namespace LockCheck.Engine;

/// <summary>
/// Runs a model many times. Run k is a function of the seed and k only, so what is found is the same for any number
/// of workers: they take chunks of consecutive runs, and the chunks are counted in order. With
/// <see cref="SearchOptions.StopAtFirst"/>, no run behind the lowest-numbered failing one counts.
/// </summary>
internal sealed class SamplingSearch
{
    private const int ChunksPerWorker = 16;
    private const int RunsPerChunkMax = 512;

    private readonly LoadedModel _model;
    private readonly SamplingPlan _plan;
    private readonly SamplingOrders _orders;
    private readonly InitialState _initial;
    private readonly SearchLimits _limits;
    private readonly CancellationToken _cancellation;
    private readonly long _runs;
    private readonly int _workers;

    public SamplingSearch(
        LoadedModel model, SearchOptions options, long runs, ulong seed, CancellationToken cancellation)
    {
        _model = model;
        _plan = options.Sampling;
        _runs = runs;
        _workers = options.Workers;
        _cancellation = cancellation;
        _limits = new SearchLimits(options);
        _orders = new SamplingOrders(new SplitMix(seed).Next(), options.StopAtFirst, options.Preemptions);
        using var stepper = model.NewStepper();
        _initial = new InitialState(stepper);
    }

    /// <summary>Runs the sampling.</summary>
    public SearchResult Run()
    {
        var ledger = new ChunkLedger(_limits, _cancellation);
        var pilots = _plan.HasPilots ? Math.Min(SamplingPlan.PilotRuns, _runs) : 0;
        PilotCounts? counts = null;
        if (pilots > 0)
        {
            counts = new PilotCounts();
            RunAll(ledger, 0, pilots, 1, pending => new PilotWalk(pending, counts));
        }

        PctBound? bound = null;
        if (pilots < _runs && !ledger.IsOver)
        {
            bound = _plan.Strategy == SamplingStrategy.Pct
                ? new PctBound(_model.Model.ThreadCount, counts!.Longest, _plan.Depth)
                : null;
            RunAll(ledger, pilots, counts);
        }

        ledger.Total.Error?.Throw();
        return ResultOf(ledger.Total, (int)pilots, bound);
    }

    private void RunAll(ChunkLedger ledger, long from, PilotCounts? counts)
    {
        switch (_plan.Strategy)
        {
            case SamplingStrategy.Pct:
                RunAll(ledger, from, _runs, _workers, _ => new Pct(_plan.Depth, counts!.Longest));
                break;
            case SamplingStrategy.Pos:
                RunAll(ledger, from, _runs, _workers, pending => new Pos(pending));
                break;
            case SamplingStrategy.Surw:
                var weights = counts!.Weights(_plan.Interesting);
                RunAll(ledger, from, _runs, _workers, pending => new Surw(pending, weights, counts.Longest));
                break;
            default:
                RunAll(ledger, from, _runs, _workers, _ => default(RandomWalk));
                break;
        }
    }

    private void RunAll<TStrategy>(
        ChunkLedger ledger, long from, long to, int workers, Func<PendingOperations, TStrategy> make)
        where TStrategy : struct, IStrategy
    {
        var size = Math.Clamp((to - from) / (workers * ChunksPerWorker), 1, RunsPerChunkMax);
        ledger.Begin(from, to, size);
        if (workers == 1)
        {
            using var alone = new SamplingWorker<TStrategy>(_model, _orders, _initial, make);
            ledger.Serve(alone.Run);
            return;
        }

        // All of them are made here: the model's start is no part of a run, and need not bear a second one beside it.
        var team = Enumerable.Range(0, workers)
            .Select(_ => new SamplingWorker<TStrategy>(_model, _orders, _initial, make)).ToList();
        var threads = team
            .Select(worker => new Thread(() => ledger.Serve(worker.Run)) { IsBackground = true })
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        team.ForEach(worker => worker.Dispose());
    }

    private SearchResult ResultOf(ChunkResult total, int pilots, PctBound? bound)
    {
        var findings = total.ToFindings(new PropertyTable(_model.Model));
        return new SearchResult
        {
            Verdict = findings.Any(finding => finding.IsFailure) ? Verdict.Violated : Verdict.Inconclusive,
            CutBy = total.Stop ?? _limits.CutBy ?? $"--sample {_runs}",
            Findings = findings,
            States = 0,
            Transitions = total.Transitions,
            TerminalStates = total.Terminal,
            DeadlockStates = total.Deadlocks,
            Runs = total.Runs,
            Depth = total.Depth,
            Elapsed = _limits.Elapsed,
            Sampling = new SamplingFacts
            {
                Plan = _plan,
                Pilots = (int)Math.Min(pilots, total.Runs),
                FirstFailingRun = total.FirstFailing + 1,
                Bound = bound,
            },
        };
    }
}
