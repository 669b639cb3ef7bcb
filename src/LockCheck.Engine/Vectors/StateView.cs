using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// One state of a model, given explicitly: to predicates that decide whether an operation is enabled, and to what
/// describes a state. Valid only for the length of the call that it was passed to.
/// </summary>
public readonly unsafe ref struct StateView
{
    private readonly StateShape _shape;
    private readonly LookNotes* _notes;
    private readonly byte* _footprint;

    /// <param name="state">The state.</param>
    /// <param name="shape">The model's vector.</param>
    internal StateView(byte* state, StateShape shape)
    {
        Base = state;
        _shape = shape;
    }

    /// <param name="state">The state.</param>
    /// <param name="shape">The model's vector.</param>
    /// <param name="notes">Where to note what is looked at.</param>
    internal StateView(byte* state, StateShape shape, LookNotes* notes)
        : this(state, shape)
    {
        _notes = notes;
    }

    /// <param name="state">The state.</param>
    /// <param name="shape">The model's vector.</param>
    /// <param name="notes">Where to note what is looked at.</param>
    /// <param name="footprint">Where to note the bytes that are looked at; null for nowhere.</param>
    internal StateView(byte* state, StateShape shape, LookNotes* notes, byte* footprint)
        : this(state, shape, notes)
    {
        _footprint = footprint;
    }

    /// <summary>Gets the model that the state belongs to.</summary>
    public Model Model => _shape.Model;

    /// <summary>Gets the number of thread slots.</summary>
    public int ThreadCount => _shape.ThreadCount;

    /// <summary>Gets whether a thread has not ended.</summary>
    public bool HasLiveThreads
    {
        get
        {
            for (var slot = 0; slot < ThreadCount; slot++)
            {
                if (StatusOf(ThreadId.Of(slot)) == ThreadStatus.Running)
                {
                    return true;
                }
            }

            return false;
        }
    }

    internal byte* Base { get; }

    /// <summary>Tells what a thread is doing.</summary>
    /// <param name="thread">The thread.</param>
    /// <returns>Its status.</returns>
    public ThreadStatus StatusOf(ThreadId thread)
    {
        Mark(thread, ThreadBits.Status);
        return Header(thread)->Status;
    }

    /// <summary>Names a thread as traces do.</summary>
    /// <param name="thread">The thread.</param>
    /// <returns>The name that the model gave to the thread's role.</returns>
    public string NameOf(ThreadId thread) =>
        StatusOf(thread) == ThreadStatus.Unused ? "(none)" : _shape.Model.RoleName(Header(thread)->Role);

    /// <summary>Tells whether the operation that a thread waits to do can be done now.</summary>
    /// <param name="thread">The thread.</param>
    /// <returns>False for a thread that is finished or not started, too.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsEnabled(ThreadId thread)
    {
        Mark(thread, ThreadBits.Operation);
        return CanGoOn(thread);
    }

    /// <summary>Tells whether a thread can go on, without a note that this was asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool CanGoOn(ThreadId thread)
    {
        var header = Header(thread);
        return header->Status == ThreadStatus.Running &&
            (header->MayBlock == 0 ||
                OperationType.Find(header->Operation).IsEnabled((byte*)header->Payload, this, thread));
    }

    /// <summary>Describes the operation that a thread waits to do.</summary>
    /// <param name="thread">The thread.</param>
    /// <returns>The operation with the object it touches, as in a schedule; empty for a finished thread.</returns>
    public string PendingOf(ThreadId thread)
    {
        var header = Header(thread);
        Mark(thread, ThreadBits.Operation);
        return header->Status == ThreadStatus.Running
            ? OperationType.Find(header->Operation).Describe((byte*)header->Payload, this, thread)
            : string.Empty;
    }

    /// <summary>Says why a thread cannot go on: what it waits for, and who holds it.</summary>
    /// <param name="thread">The thread.</param>
    /// <returns>Text, or an empty string when the operation has nothing to say.</returns>
    public string BlockedBy(ThreadId thread)
    {
        var header = Header(thread);
        Mark(thread, ThreadBits.Operation);
        return header->Status == ThreadStatus.Running
            ? OperationType.Find(header->Operation).BlockedBy((byte*)header->Payload, this, thread)
            : string.Empty;
    }

    /// <summary>Gives access to a piece of the world, and notes it where that is wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal byte* Access(int offset, int bytes)
    {
        if (_notes is not null)
        {
            _notes->Units |= _shape.UnitsOf(offset, bytes);
        }

        if (_footprint is not null)
        {
            Unsafe.InitBlockUnaligned(_footprint + offset, byte.MaxValue, (uint)bytes);
        }

        return Base + offset;
    }

    /// <summary>Gives access to some bits of a field of at most eight bytes.</summary>
    internal byte* AccessBits(int offset, int bytes, ulong bits)
    {
        if (_notes is not null)
        {
            _notes->Units |= _shape.UnitsOf(offset, bytes);
        }

        for (var i = 0; _footprint is not null && i < bytes; i++)
        {
            _footprint[offset + i] |= (byte)(bits >> (8 * i));
        }

        return Base + offset;
    }

    internal ThreadHeader* Header(ThreadId thread) =>
        (ThreadHeader*)(Base + _shape.WorldBytes + (thread.Index * _shape.ThreadStride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Mark(ThreadId thread, byte bits)
    {
        if (_notes is not null && bits == ThreadBits.Operation)
        {
            _notes->HasAskedForOperations = true;
        }

        if (_footprint is not null)
        {
            _footprint[_shape.WorldBytes + thread.Index] |= bits;
        }
    }
}
