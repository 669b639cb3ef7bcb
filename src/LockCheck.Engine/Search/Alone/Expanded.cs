using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// The state that is expanded, as it lies in the frontier: packed, behind its number, its depth and the hashes of its
/// sections. It is read in place; only the buffers in which successors are made are unpacked.
/// </summary>
internal sealed unsafe class Expanded : IDisposable
{
    private const int HeadBytes = 16;

    private readonly StateShape _shape;
    private readonly int _hashBytes;
    private readonly byte** _threads;
    private readonly byte* _copy;

    /// <param name="shape">The model's vector.</param>
    /// <param name="keepsCopy">
    /// Whether the frontier writes over an entry that it has handed out, so that the entry is copied first.
    /// </param>
    public Expanded(StateShape shape, bool keepsCopy)
    {
        _shape = shape;
        _hashBytes = (1 + shape.ThreadCount) * sizeof(ulong);
        _threads = (byte**)NativeMemory.AllocZeroed((nuint)shape.ThreadCount, (nuint)sizeof(byte*));
        _copy = keepsCopy ? (byte*)NativeMemory.AlignedAlloc((nuint)EntryBytes(shape.VectorBytes), 64) : null;
    }

    /// <summary>Gets the state's number; -1 before the first state.</summary>
    public long Number { get; private set; } = -1;

    /// <summary>Gets its distance from the initial state along the path on which it was found, in steps.</summary>
    public int Depth { get; private set; }

    /// <summary>Gets the hashes of the world and of each thread.</summary>
    public ulong* Hashes { get; private set; }

    /// <summary>Gets the shared world and the history.</summary>
    public byte* World { get; private set; }

    /// <summary>Gets one thread's segment.</summary>
    public byte* Thread(int slot) => _threads[slot];

    /// <summary>The bytes of an entry of the frontier.</summary>
    /// <param name="packed">The bytes of the packed state.</param>
    public int EntryBytes(int packed) => HeadBytes + _hashBytes + packed;

    /// <summary>Writes a new state into an entry of the frontier.</summary>
    public void Write(byte* entry, Lane lane, long number, int depth)
    {
        *(long*)entry = number;
        *(int*)(entry + 8) = depth;
        Words.Copy((byte*)lane.Hashes, entry + HeadBytes, _hashBytes);
        _shape.Pack(lane.State, entry + HeadBytes + _hashBytes);
    }

    /// <summary>Makes an entry of the frontier the state that is expanded.</summary>
    public void Load(byte* entry)
    {
        Number = *(long*)entry;
        Depth = *(int*)(entry + 8);
        Locate(entry);
        if (_copy is not null)
        {
            var last = _shape.ThreadCount - 1;
            var bytes = (int)(_threads[last] + _shape.UsedBytes(_threads[last]) - entry);
            Words.Copy(entry, _copy, bytes);
            Locate(_copy);
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_threads);
        NativeMemory.AlignedFree(_copy);
    }

    private void Locate(byte* entry)
    {
        Hashes = (ulong*)(entry + HeadBytes);
        World = entry + HeadBytes + _hashBytes;
        var thread = World + _shape.WorldBytes;
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            _threads[slot] = thread;
            thread += _shape.UsedBytes(thread);
        }
    }
}
