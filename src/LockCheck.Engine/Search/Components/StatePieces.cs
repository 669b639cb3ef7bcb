using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// The pieces that the states of a model are made of, and how a state is a short record of their numbers: its
/// fingerprint's sum, the statuses of all threads, the parts of its world, its threads.
/// </summary>
/// <remarks>
/// The statuses are those that the threads' own headers say. They stand in the record too because a step may ask for
/// those of others: so what a step does is a function of its own thread and of the numbers before the threads.
/// </remarks>
internal sealed unsafe class StatePieces : IDisposable
{
    /// <summary>A thread that runs no more, or not yet: in its number.</summary>
    public const uint NotRunning = PieceArena.SpareBit;

    /// <summary>Where the number of the statuses is; parts of the world follow.</summary>
    public const int StatusesAt = 0;

    /// <summary>How many numbers the hash of a step takes at once: places are filled up to a multiple.</summary>
    public const int PlacesAtOnce = 4;

    /// <summary>The most places.</summary>
    public const int PlacesMax = 64;

    private const int FewParts = 15;
    private const int MostParts = 63;
    private const int SmallWorldBytes = 4096;
    private const int StatusBits = 2;
    private const int StatusTag = -1;
    private const ulong PartSeed = 0x636920D871574E69;

    private readonly StateShape _shape;
    private readonly Interner _parts;
    private readonly Interner _threads;
    private readonly int _unitsAPart;
    private readonly int _partBytes;
    private readonly int[] _threadBytesMax;

    /// <param name="shape">The model's vector.</param>
    /// <param name="isShared">Whether several workers add pieces.</param>
    public StatePieces(StateShape shape, bool isShared)
    {
        _shape = shape;
        var units = (shape.WorldBytes + (1 << shape.UnitShift) - 1) >> shape.UnitShift;
        var most = shape.WorldBytes > SmallWorldBytes ? MostParts : FewParts;
        _unitsAPart = Math.Max(1, (units + most - 1) / most);
        _partBytes = _unitsAPart << shape.UnitShift;
        PartCount = (units + _unitsAPart - 1) / _unitsAPart;
        PlaceCount = (1 + PartCount + PlacesAtOnce - 1) / PlacesAtOnce * PlacesAtOnce;
        RecordBytes = sizeof(Hash128) + ((((PlaceCount + shape.ThreadCount) * sizeof(uint)) + 7) & ~7);
        _threadBytesMax = new int[shape.ThreadCount];
        _parts = new Interner(isShared);
        _threads = new Interner(isShared);
    }

    /// <summary>Gets the number of parts of the world.</summary>
    public int PartCount { get; }

    /// <summary>Gets how many numbers stand before those of the threads, unused ones included.</summary>
    public int PlaceCount { get; }

    /// <summary>Gets the bytes of a state's record.</summary>
    public int RecordBytes { get; }

    /// <summary>Gets all units of the world, a bit each.</summary>
    public ulong AllUnits => _shape.WorldBytes == 0 ? 0
        : ulong.MaxValue >> (StateShape.MaxUnits - 1 - ((_shape.WorldBytes - 1) >> _shape.UnitShift));

    /// <summary>Gets the bytes of the world and the most of each thread.</summary>
    public int VectorBytes => VectorBytesOf(_threadBytesMax);

    /// <summary>Gets the most bytes of each thread.</summary>
    public ReadOnlySpan<int> ThreadBytesMax => _threadBytesMax;

    /// <summary>Gets the bytes of all pieces.</summary>
    public long Bytes => _parts.Bytes + _threads.Bytes;

    /// <summary>The sum of the hashes of a state's pieces, in its record: its fingerprint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref Hash128 SumIn(byte* record) => ref *(Hash128*)record;

    /// <summary>The numbers of a state's statuses and of the parts of its world, in its record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint* PlacesIn(byte* record) => (uint*)(record + sizeof(Hash128));

    /// <summary>The numbers of a state's threads, in its record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint* ThreadsIn(byte* record) => PlacesIn(record) + PlaceCount;

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

    /// <summary>Gets a part of the world.</summary>
    public Piece* Part(uint number) => _parts[number];

    /// <summary>Gets where a part of the world begins, in bytes; parts are counted from 0.</summary>
    public int OffsetOf(int part) => part * _partBytes;

    /// <summary>Gets the bytes of a part of the world; the last one may be short.</summary>
    public int BytesOf(int part) => Math.Min(_partBytes, _shape.WorldBytes - OffsetOf(part));

    /// <summary>Gets a thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Piece* Thread(uint number) => _threads[number & ~NotRunning];

    /// <summary>Makes a record of a state that was not made from another one.</summary>
    /// <param name="state">The state.</param>
    /// <param name="record">Where to.</param>
    public void Record(byte* state, byte* record)
    {
        new Span<byte>(record, RecordBytes).Clear();
        var sum = default(Hash128);
        var places = PlacesIn(record);
        places[StatusesAt] = NumberStatuses(state);
        for (var part = 0; part < PartCount; part++)
        {
            places[1 + part] = NumberPart(state, part, out var hash);
            sum += hash;
        }

        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            ThreadsIn(record)[slot] = NumberThread(state, slot, out var hash);
            sum += hash;
        }

        SumIn(record) = sum;
    }

    /// <summary>Gives the number of a part of a state's world.</summary>
    public uint NumberPart(byte* state, int part, out Hash128 hash)
    {
        var content = state + OffsetOf(part);
        var bytes = BytesOf(part);
        hash = StableHash.Of(content, bytes, PartSeed + (ulong)part);
        return _parts.Number(content, bytes, part, hash);
    }

    /// <summary>Gives the number of what all threads of a state are doing.</summary>
    public uint NumberStatuses(byte* state)
    {
        var statuses = 0UL;
        for (var slot = _shape.ThreadCount - 1; slot >= 0; slot--)
        {
            statuses = (statuses << StatusBits) | (ulong)((ThreadHeader*)_shape.Thread(state, slot))->Status;
        }

        // They are no part of the fingerprint: the threads say the same.
        return _parts.Number((byte*)&statuses, sizeof(ulong), StatusTag, new Hash128(StableHash.Finish(statuses), 0));
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

    /// <summary>Turns a set of units of the world into the parts that they lie in, a bit each.</summary>
    public ulong PartsOf(ulong units)
    {
        var parts = 0UL;
        for (; units != 0; units &= units - 1)
        {
            parts |= 1UL << (BitOperations.TrailingZeroCount(units) / _unitsAPart);
        }

        return parts;
    }

    public void Dispose()
    {
        _parts.Dispose();
        _threads.Dispose();
    }

    private void NoteSize(int slot, int bytes)
    {
        for (var most = _threadBytesMax[slot]; bytes > most; most = _threadBytesMax[slot])
        {
            Interlocked.CompareExchange(ref _threadBytesMax[slot], bytes, most);
        }
    }
}
