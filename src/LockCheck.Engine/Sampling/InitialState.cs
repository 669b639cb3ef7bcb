namespace LockCheck.Engine;

/// <summary>
/// A model's initial state, packed, with the pieces of a vector that it is copied to: a run begins with these copies
/// and nothing else. What lies above the frames in use is never read.
/// </summary>
internal sealed unsafe class InitialState
{
    private readonly byte[] _packed;
    private readonly (int Offset, int Bytes)[] _pieces;

    /// <summary>Takes the working state of a stepper that is in the initial state.</summary>
    public InitialState(Stepper stepper)
    {
        var shape = stepper.Shape;
        var state = stepper.State;
        _packed = new byte[shape.PackedBytes(state)];
        _pieces = new (int, int)[1 + shape.ThreadCount];
        _pieces[0] = (0, shape.WorldBytes);
        for (var slot = 0; slot < shape.ThreadCount; slot++)
        {
            var thread = shape.Thread(state, slot);
            _pieces[1 + slot] = ((int)(thread - state), shape.UsedBytes(thread));
        }

        fixed (byte* packed = _packed)
        {
            shape.Pack(state, packed);
        }
    }

    /// <summary>Puts the initial state into a vector.</summary>
    public void CopyTo(byte* state)
    {
        fixed (byte* packed = _packed)
        {
            var from = packed;
            foreach (var (offset, bytes) in _pieces)
            {
                Words.Copy(from, state + offset, bytes);
                from += bytes;
            }
        }
    }
}
