namespace LockCheck.Engine;

/// <summary>
/// A count of references of which each thread's part is kept beside it. As long as somebody else than the threads holds
/// one, a thread that gets or puts one of its own sees nothing of the others' doing, and a reduction
/// (docs/reduction.md) need not order them.
/// </summary>
/// <typeparam name="T">The type that the count is a field of.</typeparam>
/// <typeparam name="TPart">The type that a thread's part is a field of.</typeparam>
public sealed unsafe class PartedCount<T, TPart>
    where T : unmanaged
    where TPart : unmanaged
{
    // Of the byte of a count, one bit stands for what nobody's part is in, and the others for the sum.
    private const byte Rest = 1;
    private const byte Sum = unchecked((byte)~Rest);

    private readonly Region<T> _counts;
    private readonly FieldOf<T, byte> _count;
    private readonly Region<TPart> _parts;
    private readonly FieldOf<TPart, sbyte> _part;
    private readonly bool _isOnly;

    internal PartedCount(
        Region<T> counts, FieldOf<T, byte> count, Region<TPart> parts, FieldOf<TPart, sbyte> part, bool isOnly)
    {
        _counts = counts;
        _count = count;
        _parts = parts;
        _part = part;
        _isOnly = isOnly;
    }

    /// <summary>Tells whether there is a reference left, in the running step.</summary>
    /// <param name="index">Which count.</param>
    /// <returns>Whether the count is above zero.</returns>
    public bool IsPositive(int index)
    {
        var stepper = Stepper.Current;
        var at = _counts.Locate(index, _count);
        if (HasRest(stepper.State, at))
        {
            return *stepper.AccessBits(at, sizeof(byte), Rest) > 0;
        }

        return *Observe(stepper, at) > 0;
    }

    /// <summary>Tells whether there is a reference left, in an explicitly given state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="index">Which count.</param>
    /// <returns>Whether the count is above zero.</returns>
    public bool IsPositive(StateView state, int index)
    {
        var at = _counts.Locate(index, _count);
        if (HasRest(state.Base, at))
        {
            return *state.AccessBits(at, sizeof(byte), Rest) > 0;
        }

        for (var owner = 0; owner < _parts.Count; owner++)
        {
            _ = _parts.FieldIn(state, owner, _part);
        }

        return *state.Access(at, sizeof(byte)) > 0;
    }

    /// <summary>Gets or puts references of the running thread.</summary>
    /// <param name="index">Which count.</param>
    /// <param name="change">1 or -1.</param>
    /// <returns>What the count is now, or any number above zero if it is above zero.</returns>
    public int Add(int index, int change)
    {
        var stepper = Stepper.Current;
        var at = _counts.Locate(index, _count);
        var hasRest = HasRest(stepper.State, at);
        var total = hasRest ? stepper.AccessBits(at, sizeof(byte), Rest) : Observe(stepper, at);
        if (hasRest)
        {
            _ = stepper.AccessUnseen(at, sizeof(byte), Sum);
        }

        *total = unchecked((byte)(*total + change));
        ref var own = ref _parts.Field(stepper.Self.Index, _part);
        own = unchecked((sbyte)(own + change));
        return *total;
    }

    private bool HasRest(byte* state, int at)
    {
        if (!_isOnly)
        {
            return false;
        }

        var rest = (int)state[at];
        for (var owner = 0; owner < _parts.Count; owner++)
        {
            rest -= *(sbyte*)(state + _parts.Locate(owner, _part));
        }

        return rest > 0;
    }

    /// <summary>Looks at the whole count, and at every part: what is left of it depends on them.</summary>
    private byte* Observe(Stepper stepper, int at)
    {
        for (var owner = 0; _isOnly && owner < _parts.Count; owner++)
        {
            _ = _parts.Field(owner, _part);
        }

        return stepper.Access(at, sizeof(byte));
    }
}
