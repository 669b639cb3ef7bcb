using System.Runtime.Intrinsics.X86;

namespace LockCheck.Engine;

/// <summary>
/// First in, first out: states are expanded in the order of their distance from the initial state (E. F. Moore: The
/// shortest path through a maze, 1959). Successors come in the order of threads, so the first path found to a state
/// is, of its shortest ones, the first in the order of threads.
/// </summary>
internal sealed unsafe class BreadthFirst : Frontier
{
    private const int CacheLine = 64;

    private readonly Queue<(nint Chunk, int Size)> _chunks = new();
    private byte* _write;
    private int _written;
    private int _writeSize;
    private byte* _read;
    private int _readAt;
    private int _readSize;

    /// <inheritdoc/>
    public override bool IsBreadthFirst => true;

    /// <inheritdoc/>
    public override byte* Take()
    {
        if (Count == 0)
        {
            return null;
        }

        if (_read is null || *(int*)(_read + _readAt) == 0)
        {
            NextChunk();
        }

        var entry = _read + _readAt;
        _readAt += *(int*)entry;
        Count--;
        Prefetch(_read, _readAt, _readSize, *(int*)entry);
        Prefetch(_write, _written, _writeSize, *(int*)entry);
        return entry + 8;
    }

    /// <inheritdoc/>
    protected override byte* ReserveEntry(int bytes)
    {
        // Each entry is its length and the state; a length of zero ends a chunk.
        var size = (bytes + 15) & ~7;
        if (_write is null || _written + size + 8 > _writeSize)
        {
            _writeSize = Math.Max(ChunkBytes, size + 8);
            _write = NewChunk(_writeSize);
            _written = 0;
            _chunks.Enqueue(((nint)_write, _writeSize));
        }

        var entry = _write + _written;
        *(int*)entry = size;
        _written += size;
        *(int*)(_write + _written) = 0;
        return entry + 8;
    }

    /// <inheritdoc/>
    protected override void DisposeChunks()
    {
        LargeMemory.Free(_read);
        while (_chunks.TryDequeue(out var chunk))
        {
            LargeMemory.Free((void*)chunk.Chunk);
        }
    }

    /// <summary>
    /// Starts to load memory while a state is expanded: the next entry, or the room for one, of about the same size.
    /// </summary>
    private static void Prefetch(byte* chunk, int at, int size, int bytes)
    {
        if (Sse.IsSupported && chunk is not null && at + bytes <= size)
        {
            for (var line = 0; line < bytes; line += CacheLine)
            {
                Sse.Prefetch0(chunk + at + line);
            }
        }
    }

    private void NextChunk()
    {
        if (_read is not null)
        {
            Recycle(_read, _readSize);
        }

        var (chunk, size) = _chunks.Dequeue();
        _read = (byte*)chunk;
        _readSize = size;
        _readAt = 0;
        if (_read == _write)
        {
            // The chunk that is read is not written any more: the next state opens a new one.
            _write = null;
        }
    }
}
