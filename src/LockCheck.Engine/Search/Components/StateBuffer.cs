using System.Numerics;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// A state, unpacked for a step to run on it. It remembers which pieces it holds, so that the next state is made by
/// copying only those that differ.
/// </summary>
internal sealed unsafe class StateBuffer : IDisposable
{
    private readonly StateShape _shape;
    private readonly StatePieces _pieces;
    private readonly uint* _places;
    private readonly uint* _threads;

    public StateBuffer(StateShape shape, StatePieces pieces)
    {
        _shape = shape;
        _pieces = pieces;
        State = (byte*)NativeMemory.AlignedAlloc((nuint)(shape.VectorBytes + 64), 64);
        NativeMemory.Clear(State, (nuint)shape.VectorBytes);
        _places = (uint*)NativeMemory.AllocZeroed((nuint)(pieces.PlaceCount + shape.ThreadCount), sizeof(uint));
        _threads = _places + pieces.PlaceCount;
    }

    /// <summary>Gets the state.</summary>
    public byte* State { get; }

    /// <summary>Makes this the state of a record.</summary>
    public void Load(byte* record)
    {
        var places = StatePieces.PlacesIn(record);
        for (var place = 1; place <= _pieces.PartCount; place++)
        {
            if (_places[place] != places[place])
            {
                _places[place] = places[place];
                var part = _pieces.Part(places[place]);
                Words.Copy(part->Content, State + _pieces.OffsetOf(place - 1), part->Bytes);
            }
        }

        var threads = _pieces.ThreadsIn(record);
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            if (_threads[slot] != threads[slot])
            {
                _threads[slot] = threads[slot];
                var thread = _pieces.Thread(threads[slot]);
                Words.Copy(thread->Content, _shape.Thread(State, slot), thread->Bytes);
            }
        }
    }

    /// <summary>
    /// Makes a record of the state that a step has led to; the state that it was run on must be the one last loaded.
    /// </summary>
    /// <param name="record">The record of the state before the step, to be changed.</param>
    /// <param name="units">The units of the world that the step may have changed.</param>
    /// <param name="threads">The threads that it may have changed, a bit each.</param>
    public void Absorb(byte* record, ulong units, uint threads)
    {
        var sum = StatePieces.SumIn(record);
        var places = StatePieces.PlacesIn(record);
        for (var parts = _pieces.PartsOf(units); parts != 0; parts &= parts - 1)
        {
            var part = BitOperations.TrailingZeroCount(parts);
            var before = _pieces.Part(places[1 + part]);
            if (!Words.AreEqual(before->Content, State + _pieces.OffsetOf(part), before->Bytes))
            {
                _places[1 + part] = places[1 + part] = _pieces.NumberPart(State, part, out var hash);
                sum = sum - before->Hash + hash;
            }
        }

        var areThreadsChanged = false;
        for (; threads != 0; threads &= threads - 1)
        {
            var slot = BitOperations.TrailingZeroCount(threads);
            var before = _pieces.Thread(_threads[slot]);
            var thread = _shape.Thread(State, slot);
            if (before->Bytes != _shape.UsedBytes(thread) || !Words.AreEqual(before->Content, thread, before->Bytes))
            {
                _threads[slot] = _pieces.ThreadsIn(record)[slot] = _pieces.NumberThread(State, slot, out var hash);
                sum = sum - before->Hash + hash;
                areThreadsChanged = true;
            }
        }

        if (areThreadsChanged)
        {
            places[StatePieces.StatusesAt] = _pieces.NumberStatuses(State);
        }

        StatePieces.SumIn(record) = sum;
    }

    /// <summary>Forgets what is here: a step has left it in the middle of something.</summary>
    public void Forget() => new Span<uint>(_places, _pieces.PlaceCount + _shape.ThreadCount).Clear();

    public void Dispose()
    {
        NativeMemory.AlignedFree(State);
        NativeMemory.Free(_places);
    }
}
