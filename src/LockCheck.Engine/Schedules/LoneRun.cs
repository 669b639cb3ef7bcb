namespace LockCheck.Engine;

/// <summary>
/// Watches how far a run has been one thread's at its end, and whether that thread has come back to a state: then it
/// can go on like that for ever, with nobody else running (<see cref="Property.Alone"/>).
/// </summary>
internal sealed unsafe class LoneRun(LoadedModel model)
{
    private readonly List<ulong> _fingerprints = [];
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
            _fingerprints.Clear();
            _fingerprints.Add(model.Shape.Fingerprint(state));
        }
    }

    /// <summary>Notes what a step has led to.</summary>
    public void After(byte* state) => _fingerprints.Add(model.Shape.Fingerprint(state));

    /// <summary>Finds the last state that was as the present one, byte by byte.</summary>
    /// <param name="path">The steps until now.</param>
    /// <param name="state">The present state.</param>
    /// <returns>The number of the step behind which it was, 0 for the initial state; null if there is none.</returns>
    public int? ComesBackTo(IReadOnlyList<PathStep> path, byte* state)
    {
        var at = _fingerprints.Count < 2 ? -1 : _fingerprints.LastIndexOf(_fingerprints[^1], _fingerprints.Count - 2);
        if (at < 0)
        {
            return null;
        }

        using var runner = new PathRunner(model);
        runner.Run([.. path.Take(_first + at)]);
        return Packed(runner.Stepper.State).AsSpan().SequenceEqual(Packed(state)) ? _first + at : null;
    }

    private byte[] Packed(byte* state)
    {
        var packed = new byte[model.Shape.PackedBytes(state)];
        fixed (byte* bytes = packed)
        {
            model.Shape.Pack(state, bytes);
        }

        return packed;
    }
}
