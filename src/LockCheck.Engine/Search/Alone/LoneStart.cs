using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>The state that the search is about to expand, as an entry of a frontier of packed states.</summary>
internal sealed unsafe class LoneStart(StateShape shape) : IDisposable
{
    private readonly Expanded _state = new(shape, keepsCopy: false);
    private readonly Lane _lane = new(shape);
    private byte* _entry;

    /// <summary>Packs a state.</summary>
    /// <param name="state">The state, unpacked.</param>
    /// <param name="number">Its number.</param>
    /// <param name="depth">Its distance from the initial state, in steps.</param>
    /// <returns>The packed state; valid until the next call.</returns>
    public Expanded Take(byte* state, long number, int depth)
    {
        if (_entry is null)
        {
            _entry = (byte*)NativeMemory.AlignedAlloc((nuint)_state.EntryBytes(shape.VectorBytes), 64);
        }

        Buffer.MemoryCopy(state, _lane.State, shape.VectorBytes, shape.VectorBytes);
        _lane.HashAll();
        _state.Write(_entry, _lane, number, depth);
        _state.Load(_entry);
        return _state;
    }

    public void Dispose()
    {
        _state.Dispose();
        _lane.Dispose();
        NativeMemory.AlignedFree(_entry);
    }
}
