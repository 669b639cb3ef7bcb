using System.Numerics;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// One of the buffers in which successors are made. While a successor waits in one of them for its slot of the
/// fingerprint table to come from memory, the next ones are made in the others.
/// </summary>
internal sealed unsafe class Lane : IDisposable
{
    private readonly StateShape _shape;
    private long _base = -1;
    private bool _isWorldTouched;

    public Lane(StateShape shape)
    {
        _shape = shape;
        State = (byte*)NativeMemory.AlignedAlloc((nuint)(shape.VectorBytes + 64), 64);
        Hashes = (ulong*)NativeMemory.AllocZeroed((nuint)(1 + shape.ThreadCount), sizeof(ulong));
        NativeMemory.Clear(State, (nuint)shape.VectorBytes);
    }

    /// <summary>Gets the working state.</summary>
    public byte* State { get; }

    /// <summary>Gets the hashes of the world and of each thread of the successor.</summary>
    public ulong* Hashes { get; }

    /// <summary>Gets or sets the threads whose segments differ from the base, a bit each.</summary>
    public uint Touched { get; set; }

    /// <summary>Gets or sets whether a successor waits here.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Gets or sets the fingerprint of the waiting successor.</summary>
    public ulong Fingerprint { get; set; }

    /// <summary>Gets or sets the number of the state that it was made from.</summary>
    public long Parent { get; set; }

    /// <summary>Gets or sets the depth of that state.</summary>
    public int Depth { get; set; }

    /// <summary>Gets or sets the step that made it.</summary>
    public PathStep Step { get; set; }

    /// <summary>Makes the working state equal to the state that is expanded.</summary>
    public void Sync(long number, byte* from)
    {
        var touched = Touched;
        if (_base != number)
        {
            _base = number;
            _isWorldTouched = true;
            touched = uint.MaxValue >> (32 - _shape.ThreadCount);
        }

        if (_isWorldTouched)
        {
            Words.Copy(from, State, _shape.WorldBytes);
        }

        for (; touched != 0; touched &= touched - 1)
        {
            var slot = BitOperations.TrailingZeroCount(touched);
            var thread = _shape.Thread(from, slot);
            var bytes = _shape.UsedBytes(thread);
            Words.Copy(thread, _shape.Thread(State, slot), bytes);
        }

        // Until the successor is hashed, nothing is known of what the step does.
        Touched = 0;
        _isWorldTouched = true;
    }

    /// <summary>Hashes the successor: what the step changed anew, the rest as it was.</summary>
    public void Hash(byte* from, ulong* before)
    {
        // Many steps change their own thread only; to see that costs less than to hash the world again.
        _isWorldTouched = !Words.AreEqual(from, State, _shape.WorldBytes);
        var sum = Hashes[0] = _isWorldTouched ? _shape.HashWorld(State) : before[0];
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            sum += Hashes[slot + 1] = (Touched & (1u << slot)) != 0
                ? _shape.HashThread(State, slot)
                : before[slot + 1];
        }

        Fingerprint = StableHash.Finish(sum);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(State);
        NativeMemory.Free(Hashes);
    }
}
