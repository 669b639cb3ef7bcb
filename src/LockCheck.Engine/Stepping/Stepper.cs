using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// The core under every strategy: applies one thread's pending operation to the working state and runs the thread to
/// its next scheduling point. One stepper serves one search worker; modelled code reaches it through a thread static.
/// </summary>
public sealed unsafe partial class Stepper : IDisposable
{
    /// <summary>The largest result of an operation or a routine, in bytes.</summary>
    public const int MaxResultBytes = 64;

    /// <summary>How often a step may touch the world before it counts as endless.</summary>
    public const int AccessBudget = 1_000_000;

    [ThreadStatic]
    private static Stepper? t_current;

    private readonly byte* _own;
    private readonly byte* _result;
    private byte* _state;
    private readonly int _unitShift;
    private int _budget;
    private ulong _touchedUnits;
    private readonly LookNotes* _notes = (LookNotes*)NativeMemory.AllocZeroed((nuint)sizeof(LookNotes));
    private byte* _footprint;
    private readonly bool _hearsThreadEnds;

    internal Stepper(StateShape shape)
    {
        Shape = shape;
        Model = shape.Model;
        Tape = new ChoiceTape();
        _hearsThreadEnds = Model.HearsThreadEnds;
        _unitShift = shape.UnitShift;
        _own = _state = (byte*)NativeMemory.AlignedAlloc((nuint)(shape.VectorBytes + 64), 64);
        _result = (byte*)NativeMemory.AlignedAlloc(MaxResultBytes, 64);
        NativeMemory.Clear(_state, (nuint)shape.VectorBytes);
        NativeMemory.Clear(_result, MaxResultBytes);
    }

    /// <summary>Gets the stepper of the step that runs now.</summary>
    /// <exception cref="InvalidOperationException">No step runs on this thread.</exception>
    public static Stepper Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_current ?? ThrowNoStep();
    }

    /// <summary>Gets the model whose state this is.</summary>
    public Model Model { get; }

    /// <summary>Gets the thread that runs now.</summary>
    public ThreadId Self { get; private set; }

    /// <summary>Gets whether details of violations and notes are wanted: true on replay, false in a search.</summary>
    public bool IsExplaining { get; internal set; }

    internal StateShape Shape { get; }

    internal ChoiceTape Tape { get; }

    internal byte* State => _state;

    /// <summary>Makes another buffer the working state; it belongs to the caller.</summary>
    internal void WorkOn(byte* state) => _state = state;

    /// <summary>Gets the working state, for what takes a state explicitly.</summary>
    public StateView View => new(_state, Shape, _notes, _footprint);

    /// <summary>Makes every access mark a footprint, as long as the world twice; null for none.</summary>
    internal void MarkInto(byte* footprint) => _footprint = footprint;

    /// <summary>Makes this the stepper of the calling OS thread.</summary>
    /// <returns>Dispose it to put the previous one back.</returns>
    internal Scope Enter()
    {
        var previous = t_current;
        t_current = this;
        return new Scope(previous);
    }

    /// <summary>Frees the working state.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_own);
        NativeMemory.AlignedFree(_result);
        NativeMemory.Free(_notes);
    }

    /// <summary>
    /// Gets the units of the world (<see cref="StateShape.UnitShift"/>) that the step read or wrote, a bit each.
    /// Modelled code reaches the world through regions only, so nothing that it touched is missing.
    /// </summary>
    internal ulong TouchedUnits => _touchedUnits | _notes->Units;

    /// <summary>Gets whether the step asked what a thread is about to do, or whether it can.</summary>
    internal bool HasAskedForOperations => _notes->HasAskedForOperations;

    /// <summary>Gives access to a piece of the world, notes it, and charges it to the step's budget.</summary>
    /// <param name="offset">Bytes from the start of the vector.</param>
    /// <param name="bytes">Its size.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal byte* Access(int offset, int bytes)
    {
        if (--_budget < 0)
        {
            ThrowEndless();
        }

        // From the first unit to the last.
        _touchedUnits |= (ulong.MaxValue << (offset >> _unitShift))
            & (ulong.MaxValue >> (63 - ((offset + bytes - 1) >> _unitShift)));
        if (_footprint is not null)
        {
            Unsafe.InitBlockUnaligned(_footprint + offset, byte.MaxValue, (uint)bytes);
        }

        return _state + offset;
    }

    /// <summary>Gives access to some bits of a field of at most eight bytes.</summary>
    internal byte* AccessBits(int offset, int bytes, ulong bits)
    {
        var footprint = _footprint;
        _footprint = null;
        var at = Access(offset, bytes);
        _footprint = footprint;
        if (footprint is not null)
        {
            MarkBits(footprint + offset, bytes, bits);
        }

        return at;
    }

    /// <summary>Gives access to bits of a field that are changed, whatever they are, and not looked at.</summary>
    internal byte* AccessUnseen(int offset, int bytes, ulong bits)
    {
        var footprint = _footprint;
        _footprint = null;
        var at = Access(offset, bytes);
        _footprint = footprint;
        if (footprint is not null)
        {
            MarkBits(footprint + Shape.FootprintBytes + offset, bytes, bits);
        }

        return at;
    }

    private static void MarkBits(byte* marks, int bytes, ulong bits)
    {
        for (var i = 0; i < bytes; i++, bits >>= 8)
        {
            marks[i] |= (byte)bits;
        }
    }

    /// <summary>Charges an access to private memory to the step's budget.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AccessPrivate()
    {
        if (--_budget < 0)
        {
            ThrowEndless();
        }
    }

    /// <summary>Runs one step of an enabled thread. What it reported is in <see cref="Reported"/> afterwards.</summary>
    /// <remarks>Not inlined: a caller with a handler for exceptions in it keeps its variables in memory.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Step(int slot)
    {
        Begin(slot);
        var header = (ThreadHeader*)Shape.Thread(_state, slot);
        try
        {
            if (!OperationType.Find(header->Operation).TryApply((byte*)header->Payload, Self, this))
            {
                return;
            }
        }
        catch (Exception exception) when (exception is not RoutineException)
        {
            Fault(exception);
            return;
        }

        header->Operation = 0;
        header->MayBlock = 0;
        *(ulong*)header->Payload = 0;
        header->Payload[2] = 0;
        ResumeFrames(header);
        if (_faulted is not null)
        {
            RethrowMisuse();
        }
        else if (header->Status == ThreadStatus.Finished)
        {
            ThreadEnded();
        }
    }

    /// <summary>Lets an error in how the model is written escape: it is no behaviour of the model.</summary>
    internal void RethrowMisuse()
    {
        if (_faulted is RoutineException misuse)
        {
            throw new RoutineException(misuse.Message, misuse);
        }
    }

    /// <summary>
    /// Puts the result of an operation or a routine where the awaiting code picks it up in this step.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void PutResult<T>(T value)
        where T : unmanaged => *(T*)_result = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T TakeResult<T>()
        where T : unmanaged => *(T*)_result;

    internal void Begin(int slot)
    {
        Self = ThreadId.Of(slot);
        Reported = 0;
        _budget = AccessBudget;
        _touchedUnits = 0;
        *_notes = default;
        _racyAccesses = 0;
        _touchedThreads = 1u << slot;
        _faulted = null;
        _issued = 0;
    }

    private static Stepper ThrowNoStep() => throw new InvalidOperationException(
        "Modelled code ran outside a step. Usual cause: a model's routine or world was used by ordinary code; "
        + "use a StateView there.");

    private static void ThrowEndless() => throw new EndlessStepException();

    private void ThreadEnded()
    {
        if (!_hearsThreadEnds)
        {
            return;
        }

        try
        {
            Model.OnThreadEnd(Self, LiveThreads());
        }
        catch (EndlessStepException exception)
        {
            Fault(exception);
        }
    }

    private int LiveThreads()
    {
        var live = 0;
        for (var slot = 0; slot < Shape.ThreadCount; slot++)
        {
            live += View.StatusOf(ThreadId.Of(slot)) == ThreadStatus.Running ? 1 : 0;
        }

        return live;
    }

    /// <summary>Puts the previous stepper of an OS thread back.</summary>
    internal readonly struct Scope(Stepper? previous) : IDisposable
    {
        public void Dispose() => t_current = previous;
    }

    /// <summary>Ends a step that does not end by itself; caught by the routine's builder.</summary>
    private sealed class EndlessStepException : Exception
    {
        public override string Message =>
            $"a step touched the world {AccessBudget:N0} times without reaching a scheduling point: an endless loop "
            + "without an await?";
    }
}
