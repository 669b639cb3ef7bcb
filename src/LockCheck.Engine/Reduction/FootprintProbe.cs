using System.Numerics;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>Takes the footprint of what a stepper does: of a step, or of a look at whether a thread is blocked.</summary>
internal sealed unsafe class FootprintProbe : IDisposable
{
    private readonly LoadedModel _model;
    private readonly StateShape _shape;
    private readonly Stepper _stepper;
    private readonly FootprintTable _table;
    private readonly byte* _marks;
    private readonly byte* _threadsBefore;

    public FootprintProbe(LoadedModel model, Stepper stepper, FootprintTable table)
    {
        _model = model;
        _shape = model.Shape;
        _stepper = stepper;
        _table = table;
        _marks = (byte*)NativeMemory.AllocZeroed((nuint)(2 * table.HalfBytes));
        _threadsBefore = (byte*)NativeMemory.AllocZeroed(VectorLayout.MaxThreads);
        stepper.MarkInto(_marks);
    }

    /// <summary>Begins a footprint.</summary>
    public void Begin()
    {
        NativeMemory.Clear(_marks, (nuint)(2 * _table.HalfBytes));
        _stepper.CountedAt.Clear();
        for (var slot = 0; slot < _shape.ThreadCount; slot++)
        {
            _threadsBefore[slot] = (byte)((ThreadHeader*)_shape.Thread(_stepper.State, slot))->Status;
        }
    }

    /// <summary>Ends the footprint of a look that changes nothing.</summary>
    public int EndLook() => _table.Intern(_marks);

    /// <summary>Ends the footprint of a step.</summary>
    /// <param name="slot">The thread that took it.</param>
    /// <param name="before">The world before it.</param>
    public int EndStep(int slot, byte* before)
    {
        var changes = _marks + _table.HalfBytes;
        var after = _stepper.State;
        for (var at = 0; at < _shape.WorldBytes; at += sizeof(ulong))
        {
            var changed = *(ulong*)(before + at) ^ *(ulong*)(after + at);
            if (changed != 0)
            {
                MarkChanges(at, changed, changes);
            }
        }

        for (var touched = _stepper.TouchedThreads; touched != 0; touched &= touched - 1)
        {
            var thread = BitOperations.TrailingZeroCount(touched);
            var status = (byte)((ThreadHeader*)_shape.Thread(after, thread))->Status;
            changes[_shape.WorldBytes + thread] |=
                (byte)(ThreadBits.Operation | (status == _threadsBefore[thread] ? 0 : ThreadBits.Status));
        }

        _ = slot;
        return _table.Intern(_marks);
    }

    public void Dispose()
    {
        _stepper.MarkInto(null);
        NativeMemory.Free(_marks);
        NativeMemory.Free(_threadsBefore);
    }

    /// <summary>
    /// The bits that changed have; only a count of which the step touched its own part only has changed as the update said.
    /// </summary>
    private void MarkChanges(int at, ulong changed, byte* changes)
    {
        for (; changed != 0; at++, changed >>= 8)
        {
            var bits = (byte)changed;
            if (bits == 0)
            {
                continue;
            }

            if ((bits & ~(_marks[at] | changes[at])) != 0)
            {
                ThrowUnnoticed(at);
            }

            changes[at] |= _stepper.CountedAt.Contains(at) && _marks[at] != byte.MaxValue ? (byte)0 : bits;
        }
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
