namespace LockCheck.Engine;

/// <summary>
/// Last in, first out: the newest state is expanded next. It visits the same states as breadth-first search, with a
/// frontier that is usually much smaller, but the schedules it finds are not the shortest.
/// </summary>
/// <remarks>
/// All successors of a state are generated when it is expanded (Nilsson: Principles of artificial intelligence, 1980,
/// GRAPHSEARCH); the stack is therefore not one path, and is of no use to find cycles.
/// </remarks>
internal sealed unsafe class DepthFirst : Frontier
{
    private readonly Stack<(nint Chunk, int Size, int Used)> _full = new();
    private byte* _chunk;
    private int _size;
    private int _used;

    /// <inheritdoc/>
    public override bool IsBreadthFirst => false;

    /// <inheritdoc/>
    public override byte* Take()
    {
        if (Count == 0)
        {
            return null;
        }

        if (_used == 0)
        {
            Recycle(_chunk, _size);
            var (chunk, size, used) = _full.Pop();
            _chunk = (byte*)chunk;
            _size = size;
            _used = used;
        }

        _used -= *(int*)(_chunk + _used - 8);
        Count--;
        return _chunk + _used;
    }

    /// <inheritdoc/>
    protected override byte* ReserveEntry(int bytes)
    {
        // Each entry is the state and its length, read backwards.
        var size = (bytes + 15) & ~7;
        if (_chunk is null || _used + size > _size)
        {
            if (_used > 0)
            {
                _full.Push(((nint)_chunk, _size, _used));
            }
            else if (_chunk is not null)
            {
                // An empty chunk below a full one would be read as if it had an entry.
                Recycle(_chunk, _size);
            }

            _size = Math.Max(ChunkBytes, size);
            _chunk = NewChunk(_size);
            _used = 0;
        }

        var entry = _chunk + _used;
        _used += size;
        *(int*)(_chunk + _used - 8) = size;
        return entry;
    }

    /// <inheritdoc/>
    protected override void DisposeChunks()
    {
        LargeMemory.Free(_chunk);
        while (_full.TryPop(out var chunk))
        {
            LargeMemory.Free((void*)chunk.Chunk);
        }
    }
}
