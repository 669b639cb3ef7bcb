using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>One piece of a state, in the arena; its content follows.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Piece
{
    /// <summary>Its part of the fingerprint of a state.</summary>
    public Hash128 Hash;

    /// <summary>The bytes of the content, a multiple of eight.</summary>
    public int Bytes;

    /// <summary>Tells pieces of equal content apart.</summary>
    public int Tag;

    /// <summary>
    /// Of a thread: the places of a record, a bit each, whose pieces its next step is known to look at.
    /// </summary>
    public ulong Looks;

    /// <summary>Gets the content.</summary>
    public byte* Content
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (byte*)Unsafe.AsPointer(ref this) + sizeof(Piece);
    }
}

/// <summary>
/// Memory for pieces, in chunks that never move. A piece's number is its place, counted in words of eight bytes, so
/// that 31 bits reach over 16 GiB.
/// </summary>
internal sealed unsafe class PieceArena : IDisposable
{
    /// <summary>The bit of a number that the arena leaves to others.</summary>
    public const uint SpareBit = 1u << 31;

    private const int WordBytes = sizeof(ulong);
    private const int ChunkBits = 18;
    private const uint ChunkWords = 1u << ChunkBits;
    private const int InitialChunks = 16;

    private readonly bool _isShared;
    private readonly Lock _lock = new();
    private readonly Stack<nint> _outgrown = new();
    private byte** _chunks;
    private int _capacity = InitialChunks;
    private int _count;
    private uint _next;

    /// <param name="isShared">Whether several workers add pieces.</param>
    public PieceArena(bool isShared)
    {
        _isShared = isShared;
        _chunks = (byte**)NativeMemory.AllocZeroed(InitialChunks, (nuint)sizeof(byte*));

        // No piece has the number 0.
        AddChunk();
        _next = 1;
    }

    /// <summary>Gets the bytes in use.</summary>
    public long Bytes => _next * (long)WordBytes;

    /// <summary>Gets a piece by its number.</summary>
    public Piece* this[uint number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Piece*)(_chunks[number >> ChunkBits] + ((number & (ChunkWords - 1)) * WordBytes));
    }

    /// <summary>Copies a piece into the arena.</summary>
    /// <returns>Its number.</returns>
    public uint Add(byte* content, int bytes, int tag, Hash128 hash)
    {
        uint number;
        if (_isShared)
        {
            lock (_lock)
            {
                number = Reserve(sizeof(Piece) + bytes);
            }
        }
        else
        {
            number = Reserve(sizeof(Piece) + bytes);
        }

        var piece = this[number];
        piece->Hash = hash;
        piece->Bytes = bytes;
        piece->Tag = tag;
        piece->Looks = 0;
        Words.Copy(content, piece->Content, bytes);
        return number;
    }

    public void Dispose()
    {
        for (var i = 0; i < _count; i++)
        {
            LargeMemory.Free(_chunks[i]);
        }

        NativeMemory.Free(_chunks);
        foreach (var directory in _outgrown)
        {
            NativeMemory.Free((void*)directory);
        }
    }

    private uint Reserve(int bytes)
    {
        var words = (uint)(bytes / WordBytes);
        if (words > ChunkWords)
        {
            throw new RoutineException(
                $"A piece of a state has {bytes:N0} bytes; at most {(long)ChunkWords * WordBytes:N0} can be kept.");
        }

        if ((_next & (ChunkWords - 1)) + words > ChunkWords || (_next >> ChunkBits) == _count)
        {
            _next = (uint)_count << ChunkBits;
            AddChunk();
        }

        var number = _next;
        _next += words;
        return number;
    }

    private void AddChunk()
    {
        if (((uint)_count << ChunkBits) >= SpareBit)
        {
            throw new InvalidOperationException(
                "The pieces of the states take more than 16 GiB. Usual cause: a history that grows without a bound.");
        }

        if (_count == _capacity)
        {
            // Other workers may be reading the old directory: it is kept.
            var larger = (byte**)NativeMemory.AllocZeroed((nuint)_capacity * 2, (nuint)sizeof(byte*));
            Buffer.MemoryCopy(_chunks, larger, _capacity * 2L * sizeof(byte*), _capacity * (long)sizeof(byte*));
            _outgrown.Push((nint)_chunks);
            _capacity *= 2;
            Thread.MemoryBarrier();
            _chunks = larger;
        }

        _chunks[_count] = LargeMemory.Allocate(ChunkWords * (long)WordBytes, zeroed: false, large: _count > 0);
        _count++;
    }
}
