namespace LockCheck.Engine;

/// <summary>
/// Breadth-first search by several workers, in rounds: all expand states of one distance at the same time, then agree
/// on which of the successors are new, and number these in the order in which one worker would have found them. So
/// states, numbers, schedules and verdicts are those of a search by one worker.
/// </summary>
/// <remarks>
/// While successors are made, the table of all states is only read; those of a round are in a table of its own, small
/// enough for the caches (delayed duplicate detection: R. Korf, Delayed duplicate detection, IJCAI 2003). Both are used
/// without locks.
/// </remarks>
internal sealed unsafe class ParallelSearch : IDisposable
{
    private const int RoundStates = 1 << 14;
    private const int ChunkStatesMin = 32;
    private const int ChunkStatesMax = 128;
    private const int ChunksAWorker = 32;
    private const int AloneBelow = 256;

    private readonly SearchOptions _options;
    private readonly SearchStore _store;
    private readonly StateQueue _queue;
    private readonly RoundTable _table = new();
    private readonly RoundWorker[] _workers;
    private readonly WorkerTeam _team;
    private readonly SearchLimits _limits;
    private readonly PropertyTable _properties;
    private readonly SelfCheck? _selfCheck;
    private readonly SearchCheckpoints? _checkpoints;
    private readonly RoundChunk[] _chunks;
    private readonly Recount _counted;
    private readonly Action<int> _expand;
    private readonly Action<int> _keepFirst;
    private readonly Action<int> _storeNew;

    private SearchCounts _before;
    private long _next;
    private long _levelEnd;
    private long _roundEnd;
    private long _total;
    private int _chunkCount;
    private int _chunkStates;
    private int _taken;
    private int _depth;
    private long _widest = 1;
    private long _last = long.MaxValue;

    public ParallelSearch(LoadedModel model, SearchOptions options)
    {
        _options = options;
        _properties = new PropertyTable(model.Model);
        _limits = new SearchLimits(options);
        _store = new SearchStore(model, options, isShared: true);
        _queue = new StateQueue(_store.Pieces.RecordBytes);
        _workers = new RoundWorker[options.Workers];
        for (var i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new RoundWorker(model, options, _properties, _store, _table);
        }

        _counted = new Recount(model, options, _properties, _store);
        _team = new WorkerTeam(options.Workers, worker => _workers[worker].Expander.Stepper.Enter());
        _checkpoints = SearchCheckpoints.Of(model, options, _store, _limits);
        _selfCheck = options.SelfCheckEvery > 0 ? new SelfCheck(model, _store.Pieces) : null;
        _chunks = new RoundChunk[RoundStates / ChunkStatesMin];
        _expand = ExpandChunks;
        _keepFirst = KeepFirst;
        _storeNew = StoreNew;
    }

    private long Transitions => _before.Transitions + _workers.Sum(worker => worker.Expander.Transitions);

    private long Missed => _before.Missed + _workers.Sum(worker => worker.Expander.Missed);

    private long Terminal => _before.Terminal + _workers.Sum(worker => worker.Terminal);

    private long Deadlocks => _before.Deadlocks + _workers.Sum(worker => worker.Deadlocks);

    /// <summary>Runs the search to its end, to a limit, or until it is cancelled.</summary>
    public SearchResult Run(CancellationToken cancellation)
    {
        using var scope = _workers[0].Expander.Stepper.Enter();
        Begin(cancellation);
        while (_limits.CutBy is null && _next < _total)
        {
            if (_next == _levelEnd)
            {
                _levelEnd = _total;
                _widest = Math.Max(_widest, _levelEnd - _next);
                _depth++;
            }

            Round(Math.Min(_levelEnd, _next + RoundStates));
            if (_limits.IsDue(Transitions))
            {
                CheckLimits(cancellation);
                if (_checkpoints is { IsDue: true } && _limits.CutBy is null)
                {
                    WriteCheckpoint(_checkpoints);
                }
            }
        }

        if (_checkpoints is { IsDueAtEnd: true })
        {
            WriteCheckpoint(_checkpoints);
        }

        return Result();
    }

    public void Dispose()
    {
        _team.Dispose();
        foreach (var worker in _workers)
        {
            worker.Dispose();
        }

        _queue.Dispose();
        _table.Dispose();
        _store.Dispose();
        _selfCheck?.Dispose();
    }

    private void Begin(CancellationToken cancellation)
    {
        if (_checkpoints is { Resumes: true })
        {
            _before = _checkpoints.Resume(_properties, _workers[0].Found, _queue, cancellation);
            _next = _before.Next;
            _total = _before.States;
            _levelEnd = _before.LevelEnd;
            _widest = _before.Widest;
            _depth = (int)_before.Depth;
            return;
        }

        var root = _store.RecordRoot(_workers[0].Expander.Stepper);
        _queue.EnsureRoom(1);
        Words.Copy(root, _queue[0], _store.Pieces.RecordBytes);
        _store.Seen.Add(StatePieces.SumIn(root));
        _levelEnd = _total = _store.Log.AddRoot() + 1;
    }

    private void WriteCheckpoint(SearchCheckpoints checkpoints) => checkpoints.Write(
        new SearchCounts
        {
            States = _total,
            Next = _next,
            LevelEnd = _levelEnd,
            Widest = _widest,
            Depth = _depth,
            Transitions = Transitions,
            Missed = Missed,
            Terminal = Terminal,
            Deadlocks = Deadlocks,
        },
        Found(),
        _queue);

    private void Round(long end)
    {
        var states = end - _next;
        _roundEnd = end;
        _taken = 0;
        _chunkStates = (int)Math.Clamp(states / (_workers.Length * ChunksAWorker), ChunkStatesMin, ChunkStatesMax);
        _chunkCount = (int)((states + _chunkStates - 1) / _chunkStates);
        foreach (var worker in _workers)
        {
            worker.Begin();
        }

        _counted.Begin(_workers, _before);

        var isAlone = states < AloneBelow;
        Do(_expand, isAlone);
        Do(_keepFirst, isAlone);
        var before = _total;
        End(FirstFailure(), NumberNew());
        Do(_storeNew, isAlone);
        _store.Seen.Added(_total - before);
        _next = end;
        _queue.Release(_next);
        CheckSelf(before);
        _store.Memo?.Fit(_workers.Sum(worker => worker.Expander.Missed));
    }

    /// <summary>Lets all workers do something; a few states are not worth waking anybody.</summary>
    private void Do(Action<int> work, bool isAlone)
    {
        if (!isAlone)
        {
            _team.Do(work);
            return;
        }

        for (var worker = 0; worker < _workers.Length; worker++)
        {
            work(worker);
        }
    }

    private void ExpandChunks(int self)
    {
        for (var chunk = Take(); chunk < _chunkCount; chunk = Take())
        {
            var from = _next + (chunk * (long)_chunkStates);
            var to = Math.Min(_roundEnd, from + _chunkStates);
            _workers[self].Expand(_queue, from, to, ref _chunks[chunk], chunk, self);
        }
    }

    private int Take() => Interlocked.Increment(ref _taken) - 1;

    private void KeepFirst(int self)
    {
        for (var chunk = 0; chunk < _chunkCount; chunk++)
        {
            if (_chunks[chunk].Worker == self)
            {
                _workers[self].KeepFirst(ref _chunks[chunk]);
            }
        }
    }

    /// <summary>
    /// Gets the first state that shows a failure, if that ends the search, and forgets what later states have led to.
    /// </summary>
    private long FirstFailure()
    {
        var first = _options.StopAtFirst ? _workers.Min(worker => worker.Found.FirstFailure) : long.MaxValue;
        for (var chunk = 0; chunk < _chunkCount && first != long.MaxValue; chunk++)
        {
            _workers[_chunks[chunk].Worker].KeepUpTo(first, ref _chunks[chunk]);
        }

        return first;
    }

    /// <summary>
    /// Ends the search where one worker would have ended it: what the states behind that one gave does not count.
    /// </summary>
    /// <param name="failure">The first state that shows a failure, if that ends the search.</param>
    /// <param name="full">The first state that has led to one state too many.</param>
    private void End(long failure, long full)
    {
        _last = Math.Min(failure, full);
        if (_last == long.MaxValue)
        {
            return;
        }

        _counted.Count(_queue, _next, _last);
        if (full < failure)
        {
            _limits.CutByStates();
        }
        else
        {
            _limits.Cut(SearchLimits.StopAtFirst);
        }
    }

    /// <summary>Numbers the new states, and makes room for them.</summary>
    /// <returns>The first state that has led to one that there may not be.</returns>
    private long NumberNew()
    {
        var before = _total;
        var full = long.MaxValue;
        for (var chunk = 0; chunk < _chunkCount; chunk++)
        {
            ref var one = ref _chunks[chunk];
            if (_total + one.New > _limits.MaxStates)
            {
                // As many as there may be are kept, and of the rest none.
                var kept = (int)(_limits.MaxStates - _total);
                full = Math.Min(full, _workers[one.Worker].ParentOf(one, kept));
                one.New = kept;
            }

            one.First = _total;
            _total += one.New;
        }

        _queue.EnsureRoom(_total);
        _store.Log.EnsureRoom(_total);
        _store.Seen.Reserve(_total - before);
        return full;
    }

    private void StoreNew(int self)
    {
        for (var chunk = 0; chunk < _chunkCount; chunk++)
        {
            if (_chunks[chunk].Worker == self)
            {
                _workers[self].Store(_queue, _chunks[chunk]);
            }
        }

        _table.Clear(self, _workers.Length);
    }

    private void CheckSelf(long from)
    {
        if (_selfCheck is null)
        {
            return;
        }

        var every = _options.SelfCheckEvery;
        for (var state = (from + every - 1) / every * every; state < _total; state += every)
        {
            if (state > 0)
            {
                _selfCheck.CompareRecord(_store.Log.PathTo(state), _queue[state]);
            }
        }
    }

    private void CheckLimits(CancellationToken cancellation) => _limits.Check(
        new SearchProgress(
            _total, Transitions, _depth, _total - _next, _store.Bytes + _queue.Bytes + RoundTable.Bytes, default),
        cancellation);

    private Discoveries Found() =>
        Discoveries.Merge(_properties, [.. _workers.Select(worker => worker.Found)], _last);

    private SearchResult Result()
    {
        if (_last == long.MaxValue)
        {
            _counted.Begin(_workers, _before);
        }

        return _store.Result(Found().ToFindings(_store.Log, shortest: true), _limits) with
        {
            Transitions = _counted.Transitions,
            Missed = Missed,
            TerminalStates = _counted.Terminal,
            DeadlockStates = _counted.Deadlocks,
            VectorBytes = _counted.VectorBytes,
            Depth = _depth,
            MaxFrontier = _widest,
        };
    }
}
