namespace LockCheck.Engine;

/// <summary>States that were reached and not expanded yet, packed, in chunks of native memory.</summary>
internal abstract unsafe class Frontier : IDisposable
{
    /// <summary>The usual size of a chunk, in bytes.</summary>
    protected const int ChunkBytes = 2 << 20;

    private readonly Stack<nint> _spare = new();

    /// <summary>Gets the number of states.</summary>
    public long Count { get; protected set; }

    /// <summary>Gets the largest number of states so far.</summary>
    public long MaxCount { get; private set; }

    /// <summary>Gets the bytes of all chunks, spare ones included.</summary>
    public long Bytes { get; private set; }

    /// <summary>
    /// Gets whether the order is first in, first out: then the first path to a state is a shortest one.
    /// </summary>
    public abstract bool IsBreadthFirst { get; }

    /// <summary>Reserves room for one entry, to be written at once.</summary>
    public byte* Reserve(int bytes)
    {
        var entry = ReserveEntry(bytes);
        Count++;
        MaxCount = Math.Max(MaxCount, Count);
        return entry;
    }

    /// <summary>Takes the next entry out; null when there is none. Valid until the next call of any method.</summary>
    public abstract byte* Take();

    public void Dispose()
    {
        DisposeChunks();
        foreach (var chunk in _spare)
        {
            LargeMemory.Free((void*)chunk);
        }
    }

    protected abstract byte* ReserveEntry(int bytes);

    protected abstract void DisposeChunks();

    protected byte* NewChunk(int bytes)
    {
        if (bytes <= ChunkBytes && _spare.TryPop(out var spare))
        {
            return (byte*)spare;
        }

        Bytes += Math.Max(bytes, ChunkBytes);
        return LargeMemory.Allocate(Math.Max(bytes, ChunkBytes), zeroed: false);
    }

    protected void Recycle(byte* chunk, int bytes)
    {
        if (bytes == ChunkBytes)
        {
            _spare.Push((nint)chunk);
            return;
        }

        Bytes -= bytes;
        LargeMemory.Free(chunk);
    }
}
