using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// Depth first: the newest state is expanded next. It visits the same states as breadth-first search, with fewer that
/// wait, but the schedules it finds are not the shortest.
/// </summary>
/// <remarks>
/// All successors of a state are generated when it is expanded (Nilsson: Principles of artificial intelligence, 1980,
/// GRAPHSEARCH); the stack is therefore not one path, and is of no use to find cycles.
/// </remarks>
internal sealed unsafe class NewestFirst(SearchStore store) : PendingStates
{
    private readonly DepthFirst _stack = new();
    private readonly int _recordBytes = store.Pieces.RecordBytes;
    private readonly byte* _taken = (byte*)NativeMemory.Alloc((nuint)store.Pieces.RecordBytes);

    /// <inheritdoc/>
    public override long Count => _stack.Count;

    /// <inheritdoc/>
    public override long MaxCount => _stack.MaxCount;

    /// <inheritdoc/>
    public override long Bytes => _stack.Bytes;

    /// <inheritdoc/>
    public override bool IsAtItsEnd => true;

    /// <inheritdoc/>
    public override void Add(byte* record, long number)
    {
        var entry = _stack.Reserve(_recordBytes + sizeof(Head));
        *(Head*)entry = new Head { Number = number, Depth = number == 0 ? 0 : Depth + 1 };
        Words.Copy(record, entry + sizeof(Head), _recordBytes);
    }

    /// <inheritdoc/>
    public override byte* Take(Expander expander)
    {
        var entry = _stack.Take();
        if (entry is null)
        {
            return null;
        }

        Number = ((Head*)entry)->Number;
        Depth = (int)((Head*)entry)->Depth;

        // What is added next takes this place on the stack, and a state may have more successors than wait for room.
        Words.Copy(entry + sizeof(Head), _taken, _recordBytes);
        expander.Announce(_taken);
        return _taken;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stack.Dispose();
        NativeMemory.Free(_taken);
    }

    private struct Head
    {
        public long Number;
        public long Depth;
    }
}
