namespace LockCheck.Engine;

/// <summary>
/// Hands out chunks of runs, and counts them together in the order of their numbers, whatever the order in which they
/// come back.
/// </summary>
/// <param name="limits">What ends the sampling before its end.</param>
/// <param name="cancellation">Whether somebody interrupts it.</param>
internal sealed class ChunkLedger(SearchLimits limits, CancellationToken cancellation)
{
    private const int LookEvery = 1 << 16;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, ChunkResult> _early = [];
    private readonly Stack<ChunkResult> _spare = [];
    private long _from;
    private long _to;
    private long _size;
    private long _handedOut;
    private long _counted;
    private long _runs;
    private long _transitions;
    private int _depth;
    private long _lastChunk;
    private volatile bool _isCut;

    /// <summary>Makes the runs of a chunk: from, to, where they are counted, and whether to go on after each.</summary>
    public delegate void Maker(long from, long to, ChunkResult result, Func<int, bool> goesOn);

    /// <summary>Gets what all runs so far found.</summary>
    public ChunkResult Total { get; } = new();

    /// <summary>Gets whether no further runs are wanted.</summary>
    public bool IsOver => _isCut || Total.Stop is not null;

    /// <summary>Begins with some runs; those before them have been counted.</summary>
    public void Begin(long from, long to, long size)
    {
        (_from, _to, _size) = (from, to, size);
        (_handedOut, _counted, _lastChunk) = (0, 0, long.MaxValue);
    }

    /// <summary>Serves one worker until there are no chunks left.</summary>
    public void Serve(Maker make)
    {
        var work = new Work(this);
        while (Take(work) is { } chunk)
        {
            var first = _from + (chunk.Number * _size);
            make(first, Math.Min(_to, first + _size), chunk, work.GoesOn);
            Return(chunk, work);
        }
    }

    private bool IsCancelled => cancellation.IsCancellationRequested;

    private ChunkResult? Take(Work work)
    {
        lock (_gate)
        {
            if (_isCut || _handedOut > _lastChunk || _from + (_handedOut * _size) >= _to)
            {
                return null;
            }

            var chunk = _spare.Count > 0 ? _spare.Pop() : new ChunkResult();
            chunk.Reset(_handedOut++);
            work.Chunk = chunk.Number;
            return chunk;
        }
    }

    private void Return(ChunkResult chunk, Work work)
    {
        lock (_gate)
        {
            Note(work, chunk.Depth);
            if (chunk.Stop is not null)
            {
                _lastChunk = Math.Min(_lastChunk, chunk.Number);
            }

            _early.Add(chunk.Number, chunk);
            while (_early.Remove(_counted, out var next))
            {
                _counted++;
                if (Total.Stop is null)
                {
                    Total.Add(next);
                }

                _spare.Push(next);
            }
        }
    }

    private void Note(Work work, int depth)
    {
        _runs += work.Runs;
        _transitions += work.Transitions;
        _depth = Math.Max(_depth, depth);
        (work.Runs, work.Transitions) = (0, 0);
    }

    private void Look(Work work)
    {
        lock (_gate)
        {
            Note(work, work.Depth);
            if (limits.IsDue(_transitions) || cancellation.IsCancellationRequested)
            {
                limits.Check(new SearchProgress(_runs, _transitions, _depth, 0, 0, default), cancellation);
                _isCut |= limits.CutBy is not null;
            }
        }
    }

    /// <summary>What one worker has done since the others were told.</summary>
    private sealed class Work
    {
        private readonly ChunkLedger _ledger;

        public Work(ChunkLedger ledger)
        {
            _ledger = ledger;
            GoesOn = Ran;
        }

        public Func<int, bool> GoesOn { get; }

        public long Chunk { get; set; }

        public long Runs { get; set; }

        public long Transitions { get; set; }

        public int Depth { get; private set; }

        private bool Ran(int steps)
        {
            Runs++;
            Transitions += steps;
            Depth = Math.Max(Depth, steps);
            if (Transitions >= LookEvery || _ledger.IsCancelled)
            {
                _ledger.Look(this);
            }

            return !_ledger._isCut && Chunk <= Volatile.Read(ref _ledger._lastChunk);
        }
    }
}
