namespace LockCheck.Engine;

/// <summary>
/// Breadth first: in the order of their distance from the initial state (E. F. Moore: The shortest path through a maze,
/// 1959). Successors come in the order of threads, so the first path found to a state is, of its shortest ones, the
/// first in the order of threads.
/// </summary>
internal sealed unsafe class OldestFirst(SearchStore store) : PendingStates
{
    private const int Ahead = Expander.AheadMax - 1;

    private readonly StateQueue _queue = new(store.Pieces.RecordBytes);
    private readonly int _recordBytes = store.Pieces.RecordBytes;
    private long _next;
    private long _announced;
    private long _end;
    private long _room;
    private long _levelEnd = 1;
    private long _widest = 1;

    /// <inheritdoc/>
    public override long Count => _end - _next;

    /// <inheritdoc/>
    public override long MaxCount => _widest;

    /// <inheritdoc/>
    public override long Bytes => _queue.Bytes;

    /// <summary>Gets where the records are.</summary>
    public StateQueue Queue => _queue;

    /// <inheritdoc/>
    public override bool IsAtItsEnd => _next == _levelEnd || _next == _end;

    /// <inheritdoc/>
    public override void Add(byte* record, long number)
    {
        if (number == _room)
        {
            _queue.EnsureRoom(number + 1);
            _queue.Release(_next);
            _room = (number | ((1L << StateQueue.ChunkBits) - 1)) + 1;
        }

        Words.Copy(record, _queue[number], _recordBytes);
        _end = number + 1;
    }

    /// <inheritdoc/>
    public override byte* Take(Expander expander)
    {
        if (_next == _end)
        {
            return null;
        }

        if (_next == _levelEnd)
        {
            _widest = Math.Max(_widest, _end - _levelEnd);
            _levelEnd = _end;
            Depth++;
        }

        Number = _next++;
        for (var last = Math.Min(_end, _next + Ahead); _announced < last; _announced++)
        {
            expander.Announce(_queue[_announced]);
        }

        return _queue[Number];
    }

    /// <summary>Says where it is, for a checkpoint; the caller adds its own numbers.</summary>
    public SearchCounts Save() => new()
    {
        States = _end,
        Next = _next,
        LevelEnd = _levelEnd,
        Widest = _widest,
        Depth = Depth,
    };

    /// <summary>Goes on from a checkpoint, whose states the queue holds.</summary>
    public void Restore(in SearchCounts counts)
    {
        _end = counts.States;
        _next = _announced = counts.Next;
        _levelEnd = counts.LevelEnd;
        _widest = counts.Widest;
        Depth = (int)counts.Depth;
        _room = (_end + (1L << StateQueue.ChunkBits) - 1) >> StateQueue.ChunkBits << StateQueue.ChunkBits;
    }

    /// <inheritdoc/>
    public override void Dispose() => _queue.Dispose();
}
