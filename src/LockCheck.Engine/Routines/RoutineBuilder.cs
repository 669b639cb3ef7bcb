using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>The method builder behind <c>async Routine</c>. The C# compiler uses it; nobody else does.</summary>
/// <remarks>
/// <c>Start</c> reserves the frame of the routine in the state vector before it runs, so that an outer frame always
/// lies below the inner ones; a suspension writes the state machine there, and a resumption runs it there, in place.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct RoutineBuilder
{
    /// <summary>Gets the routine that the calling routine awaits.</summary>
    public readonly Routine Task => new(Stepper.Current.LastCompleted);

    /// <summary>Makes a builder.</summary>
    /// <returns>A builder without state: it must not add bytes to the frame.</returns>
    public static RoutineBuilder Create() => default;

    /// <summary>Runs the routine to its first scheduling point.</summary>
    /// <typeparam name="TStateMachine">The routine's state machine.</typeparam>
    /// <param name="stateMachine">The state machine, on the caller's stack.</param>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => Stepper.Current.StartFrame(ref stateMachine);

    /// <summary>Required by the compiler; a routine is never boxed.</summary>
    /// <param name="stateMachine">Ignored.</param>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) => _ = stateMachine;

    /// <summary>Ends the routine.</summary>
    public readonly void SetResult() => Stepper.Current.Complete();

    /// <summary>Ends the routine with an exception that it did not catch: a violation.</summary>
    /// <param name="exception">What was thrown.</param>
    public readonly void SetException(Exception exception) =>
        Stepper.Current.Fault(RoutineException.Of(exception));

    /// <summary>Suspends the routine.</summary>
    /// <typeparam name="TAwaiter">An awaiter of the engine's.</typeparam>
    /// <typeparam name="TStateMachine">The routine's state machine.</typeparam>
    /// <param name="awaiter">The awaiter.</param>
    /// <param name="stateMachine">The state machine, on the stack or already in its frame.</param>
    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(
        ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        Stepper.Current.Suspend<TAwaiter, TStateMachine>(ref stateMachine);

    /// <summary>Suspends the routine.</summary>
    /// <typeparam name="TAwaiter">An awaiter of the engine's.</typeparam>
    /// <typeparam name="TStateMachine">The routine's state machine.</typeparam>
    /// <param name="awaiter">The awaiter.</param>
    /// <param name="stateMachine">The state machine, on the stack or already in its frame.</param>
    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(
        ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        Stepper.Current.Suspend<TAwaiter, TStateMachine>(ref stateMachine);
}

/// <summary>The method builder behind <c>async Routine&lt;T&gt;</c>; see <see cref="RoutineBuilder"/>.</summary>
/// <typeparam name="T">The type of the value that the routine hands back.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct RoutineBuilder<T>
    where T : unmanaged
{
    /// <summary>Gets the routine that the calling routine awaits.</summary>
    public readonly Routine<T> Task => new(Stepper.Current.LastCompleted);

    /// <summary>Makes a builder.</summary>
    /// <returns>A builder without state: it must not add bytes to the frame.</returns>
    public static RoutineBuilder<T> Create() => default;

    /// <inheritdoc cref="RoutineBuilder.Start"/>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        if (Unsafe.SizeOf<T>() > Stepper.MaxResultBytes)
        {
            throw RoutineException.LargeResult(typeof(TStateMachine), Unsafe.SizeOf<T>());
        }

        Stepper.Current.StartFrame(ref stateMachine);
    }

    /// <inheritdoc cref="RoutineBuilder.SetStateMachine"/>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) => _ = stateMachine;

    /// <summary>Ends the routine with its value.</summary>
    /// <param name="result">The value.</param>
    public readonly void SetResult(T result)
    {
        var stepper = Stepper.Current;
        stepper.PutResult(result);
        stepper.Complete();
    }

    /// <inheritdoc cref="RoutineBuilder.SetException"/>
    public readonly void SetException(Exception exception) =>
        Stepper.Current.Fault(RoutineException.Of(exception));

    /// <inheritdoc cref="RoutineBuilder.AwaitOnCompleted"/>
    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(
        ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        Stepper.Current.Suspend<TAwaiter, TStateMachine>(ref stateMachine);

    /// <inheritdoc cref="RoutineBuilder.AwaitUnsafeOnCompleted"/>
    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(
        ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        Stepper.Current.Suspend<TAwaiter, TStateMachine>(ref stateMachine);
}
