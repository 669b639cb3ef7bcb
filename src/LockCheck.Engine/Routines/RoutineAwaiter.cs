using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>Marks the awaiters that a routine may await; anything else is refused with an error.</summary>
internal interface IEngineAwaiter;

/// <summary>Awaiter of a <see cref="Routine"/>.</summary>
/// <remarks>
/// It is parked in the awaiting frame while the child is suspended, and then always says "not completed":
/// equal states keep equal bytes. The child's result travels through the stepper, not through the frame.
/// </remarks>
public readonly struct RoutineAwaiter : ICriticalNotifyCompletion, IEngineAwaiter
{
    private readonly bool _completed;

    internal RoutineAwaiter(bool completed) => _completed = completed;

    /// <summary>Gets whether the child ran to its end without a scheduling point.</summary>
    public bool IsCompleted => _completed;

    /// <summary>Ends the await.</summary>
    public void GetResult()
    {
        // Nothing to hand back; a fault of the child never resumes its parent.
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => throw RoutineException.NotResumable();

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => throw RoutineException.NotResumable();
}

/// <summary>Awaiter of a <see cref="Routine{T}"/>.</summary>
/// <typeparam name="T">The type of the value that the child hands back.</typeparam>
public readonly struct RoutineAwaiter<T> : ICriticalNotifyCompletion, IEngineAwaiter
    where T : unmanaged
{
    private readonly bool _completed;

    internal RoutineAwaiter(bool completed) => _completed = completed;

    /// <summary>Gets whether the child ran to its end without a scheduling point.</summary>
    public bool IsCompleted => _completed;

    /// <summary>Takes the child's value.</summary>
    /// <returns>The value that the child returned in this same step.</returns>
    public T GetResult() => Stepper.Current.TakeResult<T>();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => throw RoutineException.NotResumable();

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => throw RoutineException.NotResumable();
}
