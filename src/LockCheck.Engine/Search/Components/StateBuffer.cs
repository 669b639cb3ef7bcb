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
    private readonly uint* _threads;
    private readonly byte* _list;
    private uint _world;

    public StateBuffer(StateShape shape, StatePieces pieces)
    {
        _shape = shape;
        _pieces = pieces;
        State = (byte*)NativeMemory.AlignedAlloc((nuint)(shape.VectorBytes + 64), 64);
        NativeMemory.Clear(State, (nuint)shape.VectorBytes);
        _threads = (uint*)NativeMemory.AllocZeroed((nuint)shape.ThreadCount, sizeof(uint));
        _list = (byte*)NativeMemory.AllocZeroed((nuint)pieces.ListBytes);
    }

    /// <summary>Gets the state.</summary>
    public byte* State { get; }

    /// <summary>Makes this the state of a record.</summary>
    public void Load(byte* record)
    {
        var world = StatePieces.WorldIn(record);
        if (world != _world)
        {
            LoadWorld(world);
        }

        var threads = StatePieces.ThreadsIn(record);
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            if (_threads[slot] != threads[slot])
            {
                _threads[slot] = threads[slot];
                var piece = _pieces.Thread(threads[slot]);
                Words.Copy(piece->Content, _shape.Thread(State, slot), piece->Bytes);
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
        var from = _pieces.World(_world);
        var change = default(Hash128);
        var isChanged = false;
        for (var blocks = _pieces.BlocksOf(units); blocks != 0; blocks &= blocks - 1)
        {
            var block = BitOperations.TrailingZeroCount(blocks);
            var before = StatePieces.BlocksIn(from)[block];
            if (Words.AreEqual(_pieces.Block(before), State + _pieces.OffsetOf(block), _pieces.BytesOf(block)))
            {
                continue;
            }

            if (!isChanged)
            {
                Words.Copy(from, _list, _pieces.ListBytes);
                isChanged = true;
            }

            change = change - _pieces.HashOfBlock(before) + _pieces.NumberBlock(State, block, _list);
        }

        var areThreadsChanged = false;
        for (; threads != 0; threads &= threads - 1)
        {
            var slot = BitOperations.TrailingZeroCount(threads);
            var before = _threads[slot];
            var piece = _pieces.Thread(before);
            var thread = _shape.Thread(State, slot);
            if (piece->Bytes == _shape.UsedBytes(thread) && Words.AreEqual(piece->Content, thread, piece->Bytes))
            {
                continue;
            }

            var hashBefore = piece->Hash;
            _threads[slot] = StatePieces.ThreadsIn(record)[slot] = _pieces.NumberThread(State, slot, out var hash);
            sum = sum - hashBefore + hash;
            areThreadsChanged = true;
        }

        if (isChanged || (areThreadsChanged && _pieces.StatusesOf(State) != StatePieces.StatusesIn(from)))
        {
            if (!isChanged)
            {
                Words.Copy(from, _list, _pieces.ListBytes);
            }

            _world = _pieces.NumberWorld(State, _list, _pieces.HashOfWorld(_world) + change);
            StatePieces.WorldIn(record) = _world;
        }

        StatePieces.SumIn(record) = sum + change;
    }

    /// <summary>Forgets what is here: a step has left it in the middle of something.</summary>
    public void Forget()
    {
        _world = 0;
        new Span<uint>(_threads, _shape.ThreadCount).Clear();
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(State);
        NativeMemory.Free(_threads);
        NativeMemory.Free(_list);
    }

    private void LoadWorld(uint world)
    {
        var list = _pieces.World(world);
        var to = StatePieces.BlocksIn(list);
        var from = _world == 0 ? null : StatePieces.BlocksIn(_pieces.World(_world));
        for (var block = 0; block < _pieces.BlockCount; block++)
        {
            if (from is null || from[block] != to[block])
            {
                Words.Copy(_pieces.Block(to[block]), State + _pieces.OffsetOf(block), _pieces.BytesOf(block));
            }
        }

        _world = world;
    }
}
