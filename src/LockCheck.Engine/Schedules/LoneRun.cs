namespace LockCheck.Engine;

/// <summary>
/// Watches how far a run has been one thread's at its end, and whether that thread has come back to a state: then it
/// can go on like that for ever, with nobody else running (<see cref="Property.Alone"/>).
/// </summary>
internal sealed unsafe class LoneRun(StateShape shape)
{
    private readonly List<(ulong Fingerprint, byte[] Packed)> _states = [];
    private int _slot = -1;
    private int _first;

    /// <summary>Notes that a thread is about to make a step.</summary>
    /// <param name="slot">The thread.</param>
    /// <param name="state">The state before the step.</param>
    /// <param name="before">How many steps there were.</param>
    public void Before(int slot, byte* state, int before)
    {
        if (slot != _slot)
        {
            _slot = slot;
            _first = before;
            _states.Clear();
            After(state);
        }
    }

    /// <summary>Notes what a step has led to.</summary>
    public void After(byte* state)
    {
        var packed = new byte[shape.PackedBytes(state)];
        fixed (byte* bytes = packed)
        {
            shape.Pack(state, bytes);
        }

        _states.Add((shape.Fingerprint(state), packed));
    }

    /// <summary>Finds the last state that was as the present one, byte by byte.</summary>
    /// <returns>The number of the step behind which it was, 0 for the initial state; null if there is none.</returns>
    public int? ComesBackTo()
    {
        for (var at = _states.Count - 2; at >= 0; at--)
        {
            if (_states[at].Fingerprint == _states[^1].Fingerprint
                && _states[at].Packed.AsSpan().SequenceEqual(_states[^1].Packed))
            {
                return _first + at;
            }
        }

        return null;
    }
}
