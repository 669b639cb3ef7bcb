using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>One step of a path: which thread ran, and which combination of its value choices.</summary>
/// <param name="Slot">The thread's slot.</param>
/// <param name="Choice">
/// The values as one number: the first value, plus its number of values times the rest; 0 for a step without choices.
/// </param>
public readonly record struct PathStep(byte Slot, ushort Choice);

/// <summary>
/// How each state was first reached: eight bytes a state, in the order of discovery. A path is read back from its
/// end; the states themselves are not kept.
/// </summary>
internal sealed unsafe class ParentLog : IDisposable
{
    private const int ChunkBits = 16;
    private const int ChunkEntries = 1 << ChunkBits;
    private const ulong NoParent = (1UL << 40) - 1;

    private readonly List<nint> _chunks = [];
    private ulong* _tail;

    /// <summary>Gets the number of states.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the bytes of all chunks.</summary>
    public long Bytes => _chunks.Count * (long)ChunkEntries * sizeof(ulong);

    /// <summary>Logs the initial state.</summary>
    public long AddRoot() => Append(NoParent);

    /// <summary>Logs a new state; returns its number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Add(long parent, PathStep step) =>
        Append(EntryOf(parent, step));

    /// <summary>Makes room for all states below a number, to be logged with <see cref="Set"/>.</summary>
    public void EnsureRoom(long count)
    {
        while (_chunks.Count * (long)ChunkEntries < count)
        {
            _chunks.Add((nint)NativeMemory.Alloc(ChunkEntries, sizeof(ulong)));
        }

        Count = Math.Max(Count, count);
    }

    /// <summary>Logs a state that there is room for; any number of callers at once, for different states.</summary>
    public void Set(long number, long parent, PathStep step) =>
        ((ulong*)_chunks[(int)(number >> ChunkBits)])[number & (ChunkEntries - 1)] = EntryOf(parent, step);

    /// <summary>Gets the number of chunks.</summary>
    public int ChunkCount => _chunks.Count;

    /// <summary>Gets how a state was reached.</summary>
    public (long Parent, PathStep Step) this[long state]
    {
        get
        {
            var entry = ((ulong*)_chunks[(int)(state >> ChunkBits)])[state & (ChunkEntries - 1)];
            return ((long)(entry & NoParent), new PathStep((byte)(entry >> 40), (ushort)(entry >> 48)));
        }
    }

    /// <summary>Gets the bytes of a chunk that hold states.</summary>
    public Span<byte> Chunk(int chunk) => new(
        (void*)_chunks[chunk],
        (int)Math.Min(ChunkEntries, Count - (chunk * (long)ChunkEntries)) * sizeof(ulong));

    /// <summary>Makes the states of an empty log, to be filled through <see cref="Chunk"/>.</summary>
    public void Fill(long count)
    {
        EnsureRoom(count);
        _tail = count == 0 ? null : (ulong*)_chunks[^1];
    }

    /// <summary>Reads the path from the initial state to a state.</summary>
    public List<PathStep> PathTo(long state)
    {
        var path = new List<PathStep>();
        while (true)
        {
            var entry = ((ulong*)_chunks[(int)(state >> ChunkBits)])[state & (ChunkEntries - 1)];
            var parent = entry & NoParent;
            if (parent == NoParent)
            {
                path.Reverse();
                return path;
            }

            path.Add(new PathStep((byte)(entry >> 40), (ushort)(entry >> 48)));
            state = (long)parent;
        }
    }

    public void Dispose()
    {
        foreach (var chunk in _chunks)
        {
            NativeMemory.Free((void*)chunk);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EntryOf(long parent, PathStep step) =>
        (ulong)parent | ((ulong)step.Slot << 40) | ((ulong)step.Choice << 48);

    private long Append(ulong entry)
    {
        var at = (int)(Count & (ChunkEntries - 1));
        if (at == 0)
        {
            _tail = (ulong*)NativeMemory.Alloc(ChunkEntries, sizeof(ulong));
            _chunks.Add((nint)_tail);
        }

        _tail[at] = entry;
        return Count++;
    }
}
