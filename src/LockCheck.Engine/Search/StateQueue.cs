using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// The records of states that were reached and not expanded yet, by their numbers: first in, first out, so that states
/// are expanded in the order of their distance from the initial state (E. F. Moore: The shortest path through a maze,
/// 1959). A record is a few numbers, whatever the size of a state.
/// </summary>
internal sealed unsafe class StateQueue : IDisposable
{
    /// <summary>The bits of a number within a chunk.</summary>
    public const int ChunkBits = 14;

    private const int ChunkStates = 1 << ChunkBits;

    private readonly int _recordBytes;
    private readonly Stack<nint> _spare = new();
    private byte** _chunks;
    private long _capacity = 16;
    private long _firstChunk;
    private long _chunkEnd;

    /// <param name="recordBytes">The bytes of a record.</param>
    public StateQueue(int recordBytes)
    {
        _recordBytes = recordBytes;
        _chunks = (byte**)NativeMemory.AllocZeroed((nuint)_capacity, (nuint)sizeof(byte*));
    }

    /// <summary>Gets the bytes of all chunks.</summary>
    public long Bytes { get; private set; }

    /// <summary>Gets the record of a state that has room and was not released.</summary>
    public byte* this[long number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _chunks[(number >> ChunkBits) & (_capacity - 1)] + ((number & (ChunkStates - 1)) * _recordBytes);
    }

    /// <summary>Makes room for all states below a number.</summary>
    public void EnsureRoom(long end)
    {
        while (_chunkEnd << ChunkBits < end)
        {
            if (_chunkEnd - _firstChunk == _capacity)
            {
                Widen();
            }

            if (!_spare.TryPop(out var chunk))
            {
                chunk = (nint)LargeMemory.Allocate(ChunkStates * (long)_recordBytes, zeroed: false, _chunkEnd > 0);
                Bytes += ChunkStates * (long)_recordBytes;
            }

            _chunks[_chunkEnd & (_capacity - 1)] = (byte*)chunk;
            _chunkEnd++;
        }
    }

    /// <summary>Gives up the states below a number.</summary>
    public void Release(long below)
    {
        for (; _firstChunk < below >> ChunkBits; _firstChunk++)
        {
            _spare.Push((nint)_chunks[_firstChunk & (_capacity - 1)]);
        }
    }

    public void Dispose()
    {
        for (; _firstChunk < _chunkEnd; _firstChunk++)
        {
            LargeMemory.Free(_chunks[_firstChunk & (_capacity - 1)]);
        }

        foreach (var chunk in _spare)
        {
            LargeMemory.Free((void*)chunk);
        }

        NativeMemory.Free(_chunks);
    }

    private void Widen()
    {
        var wider = (byte**)NativeMemory.AllocZeroed((nuint)_capacity * 2, (nuint)sizeof(byte*));
        for (var chunk = _firstChunk; chunk < _chunkEnd; chunk++)
        {
            wider[chunk & ((_capacity * 2) - 1)] = _chunks[chunk & (_capacity - 1)];
        }

        NativeMemory.Free(_chunks);
        _chunks = wider;
        _capacity *= 2;
    }
}
