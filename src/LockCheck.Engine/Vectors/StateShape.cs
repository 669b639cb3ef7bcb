namespace LockCheck.Engine;

/// <summary>The numbers of a loaded model's vector that the inner loop needs, and the packed form of a state.</summary>
/// <remarks>
/// Unpacked, every thread has room for all its frames; packed, a state is the world and each thread's used bytes.
/// </remarks>
internal sealed unsafe class StateShape
{
    /// <summary>The most units of the world: a bit each.</summary>
    public const int MaxUnits = 64;

    public StateShape(Model model, VectorLayout layout, int threadCount)
    {
        Model = model;
        WorldBytes = layout.WorldBytes;
        PrivateBytes = layout.PrivateBytes;
        FrameBytes = layout.FrameBytes;
        ThreadStride = layout.ThreadStride;
        ThreadCount = threadCount;
        VectorBytes = WorldBytes + (ThreadCount * ThreadStride);
        FixedThreadBytes = ThreadHeader.Bytes + PrivateBytes;
        UnitShift = 3;
        while ((WorldBytes - 1) >> UnitShift >= MaxUnits)
        {
            UnitShift++;
        }
    }

    public Model Model { get; }

    public int WorldBytes { get; }

    public int PrivateBytes { get; }

    public int FrameBytes { get; }

    public int ThreadStride { get; }

    public int ThreadCount { get; }

    public int VectorBytes { get; }

    public int FixedThreadBytes { get; }

    /// <summary>
    /// The world is cut into at most <see cref="MaxUnits"/> units of 1 &lt;&lt; UnitShift bytes, at least eight: a step
    /// notes which of them it looked at (<see cref="Stepper.TouchedUnits"/>).
    /// </summary>
    public int UnitShift { get; }

    /// <summary>The units in which a piece of the world lies, a bit each.</summary>
    public ulong UnitsOf(int offset, int bytes) => (ulong.MaxValue << (offset >> UnitShift))
        & (ulong.MaxValue >> (MaxUnits - 1 - ((offset + bytes - 1) >> UnitShift)));

    /// <summary>
    /// The bytes of each half of a footprint: the world, and a byte a thread for what others can see of it.
    /// </summary>
    public int FootprintBytes => WorldBytes + ((ThreadCount + 7) & ~7);

    public byte* Thread(byte* state, int slot) => state + WorldBytes + (slot * ThreadStride);

    /// <summary>The bytes of a thread's segment that are in use.</summary>
    public int UsedBytes(byte* thread) => FixedThreadBytes + ((ThreadHeader*)thread)->Top;

    /// <summary>The bytes of the packed form.</summary>
    public int PackedBytes(byte* state)
    {
        var bytes = WorldBytes;
        for (var slot = 0; slot < ThreadCount; slot++)
        {
            bytes += UsedBytes(Thread(state, slot));
        }

        return bytes;
    }

    public void Pack(byte* state, byte* packed)
    {
        Words.Copy(state, packed, WorldBytes);
        packed += WorldBytes;
        for (var slot = 0; slot < ThreadCount; slot++)
        {
            var thread = Thread(state, slot);
            var bytes = UsedBytes(thread);
            Words.Copy(thread, packed, bytes);
            packed += bytes;
        }
    }

    /// <summary>Hashes the shared world and the history.</summary>
    public ulong HashWorld(byte* state) => StableHash.Of(state, WorldBytes, 0x57).Low;

    /// <summary>Hashes a whole state: what a search takes for its identity.</summary>
    public ulong Fingerprint(byte* state)
    {
        var sum = HashWorld(state);
        for (var slot = 0; slot < ThreadCount; slot++)
        {
            sum += HashThread(state, slot);
        }

        return StableHash.Finish(sum);
    }

    /// <summary>Hashes one thread's segment; the seed makes the sum over threads depend on their order.</summary>
    public ulong HashThread(byte* state, int slot)
    {
        var thread = Thread(state, slot);
        return HashThread(thread, UsedBytes(thread), slot).Low;
    }

    /// <summary>Hashes one thread's segment, wherever it lies.</summary>
    public static Hash128 HashThread(byte* thread, int bytes, int slot) =>
        StableHash.Of(thread, bytes, ((ulong)slot + 1) * 0x8EBC6AF09C88C6E3);
}
