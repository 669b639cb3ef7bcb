using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <content>The coroutine frames of the running thread.</content>
public sealed unsafe partial class Stepper
{
    private byte* _activeFrame;
    private Outcome _outcome;
    private Exception? _faulted;
    private uint _issued;
    private uint _touchedThreads;

    private enum Outcome
    {
        Suspended,
        Completed,
        Faulted,
    }

    /// <summary>Gets whether the routine that just returned to its caller had run to its end.</summary>
    internal bool LastCompleted => _outcome == Outcome.Completed;

    /// <summary>Gets the threads whose segments the step may have changed, a bit each.</summary>
    internal uint TouchedThreads => _touchedThreads;

    /// <summary>Gets what the step threw, or null.</summary>
    internal Exception? Faulted => _faulted;

    /// <summary>
    /// Reserves a routine's frame above the ones that are there, and runs it to its first suspension.
    /// </summary>
    internal void StartFrame<TStateMachine>(ref TStateMachine machine)
        where TStateMachine : IAsyncStateMachine
    {
        var type = FrameType<TStateMachine>.Instance;
        var header = (ThreadHeader*)Shape.Thread(_state, Self.Index);
        var frames = (byte*)header + Shape.FixedThreadBytes;
        var at = header->Top;
        var size = FrameHeader.Bytes + type.Size;
        if (at + size > Shape.FrameBytes)
        {
            throw new RoutineException(
                $"The frames of thread {View.NameOf(Self)} need more than {Shape.FrameBytes} bytes at "
                + $"{RoutineNames.Of(type.Machine)}. Usual cause: recursion without an end. If the depth is meant, "
                + "raise VectorLayout.FrameBytes.");
        }

        var frame = (FrameHeader*)(frames + at);
        frame->Type = type.Id;
        frame->Previous = header->TopFrame;
        frame->Spare = 0;
        header->TopFrame = at;
        header->Top = (ushort)(at + size);
        var outer = _activeFrame;
        _activeFrame = (byte*)frame;
        machine.MoveNext();
        _activeFrame = outer;
        if (_outcome != Outcome.Suspended)
        {
            header->Top = at;
            header->TopFrame = frame->Previous;
        }
    }

    /// <summary>Called by a routine that suspends: writes it to its frame, unless it runs there already.</summary>
    internal void Suspend<TAwaiter, TStateMachine>(ref TStateMachine machine)
        where TStateMachine : IAsyncStateMachine
    {
        if (!AwaiterCheck<TAwaiter>.IsEngines)
        {
            throw RoutineException.Foreign(typeof(TStateMachine), typeof(TAwaiter));
        }

        if (_issued == 0 && _faulted is null)
        {
            throw RoutineException.NothingIssued(typeof(TStateMachine));
        }

        var body = _activeFrame + FrameHeader.Bytes;
        if (Unsafe.AsPointer(ref machine) != body)
        {
            Unsafe.CopyBlockUnaligned(body, Unsafe.AsPointer(ref machine), (uint)Unsafe.SizeOf<TStateMachine>());
            var size = Unsafe.SizeOf<TStateMachine>();
            var type = FrameType<TStateMachine>.Instance;
            for (; size < type.Size; size++)
            {
                body[size] = 0;
            }
        }

        FrameType<TStateMachine>.Instance.ClearHoles(body);
        _outcome = Outcome.Suspended;
    }

    internal void Complete() => _outcome = Outcome.Completed;

    internal void Fault(Exception exception)
    {
        _outcome = Outcome.Faulted;
        if (_faulted is null)
        {
            _faulted = exception;
            Reported |= 1UL << Property.Exception.Index;
        }
    }

    /// <summary>Makes an operation the pending one of the running thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Issue<TOperation, TResult>(TOperation operation)
        where TOperation : unmanaged, IOperation<TResult>
        where TResult : unmanaged
    {
        var type = OperationType<TOperation, TResult>.Instance;
        if (_issued != 0)
        {
            ThrowNotAwaited(type);
        }

        var header = (ThreadHeader*)Shape.Thread(_state, Self.Index);
        header->Operation = type.Id;
        header->MayBlock = OperationShape<TOperation, TResult>.MayBlock;
        *(ulong*)header->Payload = 0;
        header->Payload[2] = 0;
        if (!OperationShape<TOperation, TResult>.IsEmpty)
        {
            *(TOperation*)header->Payload = operation;
        }

        _issued = type.Id;
    }

    private static void ThrowNotAwaited(OperationType type) => throw new RoutineException(
        $"The operation {type.Name} was issued while another one was not awaited yet. Usual cause: a missing `await`; "
        + "await each operation at once.");

    private void RequireNothingIssued()
    {
        if (_issued != 0)
        {
            throw new RoutineException(
                $"Thread {View.NameOf(Self)} ended with an operation that was issued and never awaited.");
        }
    }

    private void ResumeFrames(ThreadHeader* header)
    {
        var frames = (byte*)header + Shape.FixedThreadBytes;
        while (true)
        {
            var at = header->TopFrame;
            var frame = (FrameHeader*)(frames + at);
            _activeFrame = (byte*)frame;
            FrameType.Find(frame->Type).Resume((byte*)frame + FrameHeader.Bytes);
            if (_outcome != Outcome.Completed)
            {
                return;
            }

            header->Top = at;
            header->TopFrame = frame->Previous;
            if (at == 0)
            {
                header->Status = ThreadStatus.Finished;
                RequireNothingIssued();
                return;
            }
        }
    }

    private static class AwaiterCheck<TAwaiter>
    {
        public static readonly bool IsEngines = typeof(IEngineAwaiter).IsAssignableFrom(typeof(TAwaiter));
    }

    private static class OperationShape<TOperation, TResult>
        where TOperation : unmanaged, IOperation<TResult>
        where TResult : unmanaged
    {
        public static readonly bool IsEmpty = ByteMask.Of(typeof(TOperation)).All(b => b == 0);

        public static readonly byte MayBlock =
            OperationType<TOperation, TResult>.DecidesWhetherEnabled ? (byte)1 : (byte)0;
    }
}
