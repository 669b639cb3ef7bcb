using System.Numerics;
using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// The pieces that the states of a model are made of, and how a state is a short record of their numbers: its
/// fingerprint's sum, its world, its threads.
/// </summary>
/// <remarks>
/// A world is itself a list: the statuses of all threads, then the numbers of its blocks. The statuses are those that
/// the threads' own headers say; they stand here too because a step may ask for those of others, so that what a step
/// does is a function of its world and its own thread.
/// </remarks>
internal sealed unsafe class StatePieces : IDisposable
{
    /// <summary>A thread that runs no more, or not yet: in its number.</summary>
    public const uint NotRunning = PieceArena.SpareBit;

    private const int MinBlockBytes = 64;
    private const int StatusBits = 2;
    private const int BlocksAt = sizeof(ulong);
    private const ulong BlockSeed = 0x636920D871574E69;

    private readonly StateShape _shape;
    private readonly Interner _blocks;
    private readonly Interner _worlds;
    private readonly Interner _threads;
    private readonly int _blockShift;
    private readonly int _unitsABlockShift;
    private readonly int _listBytes;
    private readonly int[] _threadBytesMax;

    /// <param name="shape">The model's vector.</param>
    /// <param name="isShared">Whether several workers add pieces.</param>
    public StatePieces(StateShape shape, bool isShared)
    {
        _shape = shape;
        _blockShift = Math.Max(BitOperations.Log2(MinBlockBytes), shape.UnitShift);
        _unitsABlockShift = _blockShift - shape.UnitShift;
        BlockCount = (shape.WorldBytes + (1 << _blockShift) - 1) >> _blockShift;
        _listBytes = BlocksAt + (((BlockCount * sizeof(uint)) + 7) & ~7);
        RecordBytes = sizeof(Hash128) + ((((1 + shape.ThreadCount) * sizeof(uint)) + 7) & ~7);
        _threadBytesMax = new int[shape.ThreadCount];
        _blocks = new Interner(isShared);
        _worlds = new Interner(isShared);
        _threads = new Interner(isShared);
    }

    /// <summary>Gets the number of blocks of the world.</summary>
    public int BlockCount { get; }

    /// <summary>Gets all units of the world, a bit each.</summary>
    public ulong AllUnits => _shape.WorldBytes == 0 ? 0
        : ulong.MaxValue >> (StateShape.MaxUnits - 1 - ((_shape.WorldBytes - 1) >> _shape.UnitShift));

    /// <summary>Gets the bytes of the world and the most of each thread.</summary>
    public int VectorBytes => VectorBytesOf(_threadBytesMax);

    /// <summary>Gets the most bytes of each thread.</summary>
    public ReadOnlySpan<int> ThreadBytesMax => _threadBytesMax;

    /// <summary>Gets the bytes of the list that makes a world.</summary>
    public int ListBytes => _listBytes;

    /// <summary>Gets the bytes of a state's record.</summary>
    public int RecordBytes { get; }

    /// <summary>Gets the bytes of all pieces.</summary>
    public long Bytes => _blocks.Bytes + _worlds.Bytes + _threads.Bytes;

    /// <summary>The number of a state's world, in its record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref uint WorldIn(byte* record) => ref *(uint*)(record + sizeof(Hash128));

    /// <summary>The numbers of a state's threads, in its record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint* ThreadsIn(byte* record) => (uint*)(record + sizeof(Hash128) + sizeof(uint));

    /// <summary>The sum of the hashes of a state's pieces, in its record: its fingerprint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref Hash128 SumIn(byte* record) => ref *(Hash128*)record;

    /// <summary>Gets the list of a world.</summary>
    public byte* World(uint number) => _worlds[number]->Content;

    /// <summary>What all threads are doing, in the list of a world.</summary>
    public static ref ulong StatusesIn(byte* list) => ref *(ulong*)list;

    /// <summary>Gets the numbers of the blocks in a list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint* BlocksIn(byte* list) => (uint*)(list + BlocksAt);

    /// <summary>The bytes of the world and of threads.</summary>
    public int VectorBytesOf(ReadOnlySpan<int> threads)
    {
        var bytes = _shape.WorldBytes;
        foreach (var one in threads)
        {
            bytes += one;
        }

        return bytes;
    }

    /// <summary>Gets a block of the world.</summary>
    public byte* Block(uint number) => _blocks[number]->Content;

    /// <summary>Gets where a block of the world begins, in bytes.</summary>
    public int OffsetOf(int block) => block << _blockShift;

    /// <summary>Gets the bytes of a block of the world; the last one may be short.</summary>
    public int BytesOf(int block) => Math.Min(1 << _blockShift, _shape.WorldBytes - OffsetOf(block));

    /// <summary>Gets a thread.</summary>
    public Piece* Thread(uint number) => _threads[number & ~NotRunning];

    /// <summary>The hash of a world.</summary>
    public Hash128 HashOfWorld(uint number) => _worlds[number]->Hash;

    /// <summary>Makes a record of a state that was not made from another one.</summary>
    /// <param name="state">The state.</param>
    /// <param name="record">Where to.</param>
    /// <param name="list">Room for a world's list.</param>
    public void Record(byte* state, byte* record, byte* list)
    {
        new Span<byte>(list, _listBytes).Clear();
        var sum = default(Hash128);
        for (var block = 0; block < BlockCount; block++)
        {
            sum += NumberBlock(state, block, list);
        }

        WorldIn(record) = NumberWorld(state, list, sum);
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            ThreadsIn(record)[slot] = NumberThread(state, slot, out var hash);
            sum += hash;
        }

        SumIn(record) = sum;
    }

    /// <summary>Puts the number of a block of a state into a list.</summary>
    /// <returns>The block's hash.</returns>
    public Hash128 NumberBlock(byte* state, int block, byte* list)
    {
        var content = state + OffsetOf(block);
        var bytes = BytesOf(block);
        var hash = StableHash.Of(content, bytes, BlockSeed + (ulong)block);
        BlocksIn(list)[block] = _blocks.Number(content, bytes, block, hash);
        return hash;
    }

    /// <summary>Gets the hash of a block.</summary>
    public Hash128 HashOfBlock(uint number) => _blocks[number]->Hash;

    /// <summary>Gives the number of a world.</summary>
    /// <param name="state">The state that it is the world of, for the statuses of its threads.</param>
    /// <param name="list">The list; its statuses are filled in.</param>
    /// <param name="hash">The sum of the hashes of its blocks.</param>
    public uint NumberWorld(byte* state, byte* list, Hash128 hash)
    {
        StatusesIn(list) = StatusesOf(state);
        return _worlds.Number(list, _listBytes, 0, hash);
    }

    /// <summary>Gets what all threads of a state are doing, as one number.</summary>
    public ulong StatusesOf(byte* state)
    {
        var statuses = 0UL;
        for (var slot = _shape.ThreadCount - 1; slot >= 0; slot--)
        {
            statuses = (statuses << StatusBits) | (ulong)((ThreadHeader*)_shape.Thread(state, slot))->Status;
        }

        return statuses;
    }

    /// <summary>Gives the number of a thread's segment.</summary>
    public uint NumberThread(byte* state, int slot, out Hash128 hash)
    {
        var thread = _shape.Thread(state, slot);
        var bytes = _shape.UsedBytes(thread);
        NoteSize(slot, bytes);
        hash = StateShape.HashThread(thread, bytes, slot);
        var number = _threads.Number(thread, bytes, slot, hash);
        return ((ThreadHeader*)thread)->Status == ThreadStatus.Running ? number : number | NotRunning;
    }

    /// <summary>Turns a set of units of the world into the blocks that they lie in, a bit each.</summary>
    public ulong BlocksOf(ulong units)
    {
        var blocks = 0UL;
        for (; units != 0; units &= units - 1)
        {
            blocks |= 1UL << (BitOperations.TrailingZeroCount(units) >> _unitsABlockShift);
        }

        return blocks;
    }

    private void NoteSize(int slot, int bytes)
    {
        for (var most = _threadBytesMax[slot]; bytes > most; most = _threadBytesMax[slot])
        {
            Interlocked.CompareExchange(ref _threadBytesMax[slot], bytes, most);
        }
    }

    public void Dispose()
    {
        _blocks.Dispose();
        _worlds.Dispose();
        _threads.Dispose();
    }
}
