using System.Numerics;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// Takes the footprint of what a stepper does: of a step, or of a look at whether a thread is blocked.
/// </summary>
/// <remarks>
/// The bits of a count stand for other things than its value (<see cref="PartedCount{T, TPart}"/>), so that they are
/// never observed as 0 or 1.
/// </remarks>
internal sealed unsafe class FootprintProbe : IDisposable
{
    private readonly LoadedModel _model;
    private readonly StateShape _shape;
    private readonly Stepper _stepper;
    private readonly FootprintTable _table;
    private readonly ReductionRules _rules;
    private readonly int _bytes;
    private readonly byte* _looked;
    private readonly byte* _unseen;
    private readonly byte* _parts;
    private readonly byte* _threadsBefore;
    private int _slot;

    public FootprintProbe(LoadedModel model, Stepper stepper, FootprintTable table, ReductionRules rules)
    {
        _model = model;
        _shape = model.Shape;
        _stepper = stepper;
        _table = table;
        _rules = rules;
        _bytes = table.PartBytes;
        _looked = (byte*)NativeMemory.AllocZeroed((nuint)(2 * _bytes));
        _unseen = _looked + _bytes;
        _parts = (byte*)NativeMemory.AllocZeroed((nuint)(FootprintTable.Parts * _bytes));
        _threadsBefore = (byte*)NativeMemory.AllocZeroed(VectorLayout.MaxThreads);
        stepper.MarkInto(_looked);
    }

    /// <summary>Gets whether what other threads are about to do was looked at since the beginning.</summary>
    public bool SeesOperations { get; private set; }

    /// <summary>Begins a footprint.</summary>
    /// <param name="slot">The thread whose footprint it is.</param>
    public void Begin(int slot)
    {
        NativeMemory.Clear(_looked, (nuint)(2 * _bytes));
        _slot = slot;
        for (var thread = 0; thread < _shape.ThreadCount; thread++)
        {
            _threadsBefore[thread] = (byte)((ThreadHeader*)_shape.Thread(_stepper.State, thread))->Status;
        }
    }

    /// <summary>Ends the footprint of a look that changes nothing.</summary>
    public int EndLook()
    {
        if (!_rules.CountsLooks)
        {
            return FootprintTable.Nothing;
        }

        NativeMemory.Clear(_parts + (2 * _bytes), (nuint)(2 * _bytes));
        Observe(_stepper.State);
        return Intern();
    }

    /// <summary>Ends the footprint of a step.</summary>
    /// <param name="before">The world before it.</param>
    public int EndStep(byte* before)
    {
        var cleared = _parts + (2 * _bytes);
        var set = cleared + _bytes;
        var after = _stepper.State;
        Words.Copy(_unseen, cleared, _bytes);
        NativeMemory.Clear(set, (nuint)_bytes);
        Observe(before);
        for (var at = 0; at < _shape.WorldBytes; at += sizeof(ulong))
        {
            var changed = *(ulong*)(before + at) ^ *(ulong*)(after + at);
            if (changed != 0)
            {
                MarkChanges(at, changed, before, cleared, set);
            }
        }

        for (var touched = _stepper.TouchedThreads; touched != 0; touched &= touched - 1)
        {
            var thread = BitOperations.TrailingZeroCount(touched);
            var status = (byte)((ThreadHeader*)_shape.Thread(after, thread))->Status;
            var bits = (byte)(ThreadBits.Operation | (status == _threadsBefore[thread] ? 0 : ThreadBits.Status));
            cleared[_shape.WorldBytes + thread] |= bits;
            set[_shape.WorldBytes + thread] |= bits;
        }

        return Intern();
    }

    public void Dispose()
    {
        _stepper.MarkInto(null);
        NativeMemory.Free(_looked);
        NativeMemory.Free(_parts);
        NativeMemory.Free(_threadsBefore);
    }

    /// <summary>Says as what each bit was observed that was looked at.</summary>
    private void Observe(byte* before)
    {
        for (var at = 0; at < _shape.WorldBytes; at += sizeof(ulong))
        {
            var looked = *(ulong*)(_looked + at);
            var value = *(ulong*)(before + at);
            *(ulong*)(_parts + at) = looked & ~value;
            *(ulong*)(_parts + _bytes + at) = looked & value;
        }

        SeesOperations = false;
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            SeesOperations |= slot != _slot && (_looked[_shape.WorldBytes + slot] & ThreadBits.Operation) != 0;
        }

        for (var at = _shape.WorldBytes; at < _bytes; at += sizeof(ulong))
        {
            *(ulong*)(_parts + at) = *(ulong*)(_parts + _bytes + at) = *(ulong*)(_looked + at);
        }

        foreach (var at in _model.Layout.Counts)
        {
            _parts[at] = _parts[at + _bytes] = _looked[at];
        }
    }

    private void MarkChanges(int at, ulong changed, byte* before, byte* cleared, byte* set)
    {
        for (; changed != 0; at++, changed >>= 8)
        {
            var bits = (byte)changed;
            if ((bits & ~(_looked[at] | _unseen[at])) != 0)
            {
                ThrowUnnoticed(at);
            }

            if (_model.Layout.Counts.Contains(at))
            {
                // Seen as a whole, it changes as a whole; otherwise as the update said.
                var all = _looked[at] == byte.MaxValue ? byte.MaxValue : (byte)0;
                cleared[at] |= all;
                set[at] |= all;
            }
            else
            {
                cleared[at] |= (byte)(bits & before[at]);
                set[at] |= (byte)(bits & ~before[at]);
            }
        }
    }

    private int Intern()
    {
        if (!_rules.CountsReads)
        {
            for (var at = 0; at < _bytes; at++)
            {
                var changed = (byte)(_parts[at + (2 * _bytes)] | _parts[at + (3 * _bytes)]);
                _parts[at] &= changed;
                _parts[at + _bytes] &= changed;
            }
        }

        if (!_rules.CountsHistory)
        {
            foreach (var region in _model.Layout.Regions.Where(region => region.IsHistory))
            {
                for (var part = 0; part < FootprintTable.Parts; part++)
                {
                    new Span<byte>(_parts + (part * _bytes) + region.Offset, region.Bytes).Clear();
                }
            }
        }

        return _table.Intern(_parts);
    }

    private void ThrowUnnoticed(int at)
    {
        var region = _model.Layout.Regions.Last(r => r.Offset <= at);
        throw new RoutineException(
            $"A step of thread {_stepper.View.NameOf(_stepper.Self)} changed byte {at - region.Offset} of "
            + $"`{region.Name}` without asking for it. Usual cause: a reference or span of a region that was kept "
            + "beyond the step that took it, or a bit changed beside those that were named. Ask the region anew.");
    }
}
