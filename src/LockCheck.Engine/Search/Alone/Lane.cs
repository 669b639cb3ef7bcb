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
    private long _number = -1;
    private uint _touched;
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

    /// <summary>Gets the steps that a reduction took at once behind it.</summary>
    public List<PathStep> Chain { get; } = [];

    /// <summary>Makes the working state equal to the state that is expanded.</summary>
    public void Sync(Expanded from)
    {
        if (_number != from.Number)
        {
            _number = from.Number;
            _isWorldTouched = true;
            _touched = uint.MaxValue >> (VectorLayout.MaxThreads - _shape.ThreadCount);
        }

        if (_isWorldTouched)
        {
            Words.Copy(from.World, State, _shape.WorldBytes);
            _isWorldTouched = false;
        }

        for (; _touched != 0; _touched &= _touched - 1)
        {
            var slot = BitOperations.TrailingZeroCount(_touched);
            var thread = from.Thread(slot);
            Words.Copy(thread, _shape.Thread(State, slot), _shape.UsedBytes(thread));
        }
    }

    /// <summary>Notes that a step has run on the working state.</summary>
    /// <param name="threads">The threads whose segments it may have changed, a bit each.</param>
    public void Touch(uint threads)
    {
        _touched = threads;
        _isWorldTouched = true;
    }

    /// <summary>Hashes the successor: what the step changed anew, the rest as it was.</summary>
    public void Hash(Expanded from)
    {
        // Many steps change their own thread only; to see that costs less than to hash the world again.
        _isWorldTouched = !Words.AreEqual(from.World, State, _shape.WorldBytes);
        var sum = Hashes[0] = _isWorldTouched ? _shape.HashWorld(State) : from.Hashes[0];
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            sum += Hashes[slot + 1] = (_touched & (1u << slot)) != 0
                ? _shape.HashThread(State, slot)
                : from.Hashes[slot + 1];
        }

        Fingerprint = StableHash.Finish(sum);
    }

    /// <summary>Hashes a state that was not made from another one.</summary>
    public void HashAll()
    {
        var sum = Hashes[0] = _shape.HashWorld(State);
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            sum += Hashes[slot + 1] = _shape.HashThread(State, slot);
        }

        Fingerprint = StableHash.Finish(sum);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(State);
        NativeMemory.Free(Hashes);
    }
}
