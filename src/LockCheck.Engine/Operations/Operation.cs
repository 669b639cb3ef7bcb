using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>Makes scheduling points: <c>await Operation.Issue(new Lock(...))</c>.</summary>
public static class Operation
{
    /// <summary>Makes the operation the thread's pending one. Await the result at once.</summary>
    /// <typeparam name="TOperation">An unmanaged operation without references, at most 12 bytes.</typeparam>
    /// <typeparam name="TResult">What awaiting it hands back.</typeparam>
    /// <param name="operation">The operation.</param>
    /// <returns>Something to await.</returns>
    public static Pending<TResult> Issue<TOperation, TResult>(TOperation operation)
        where TOperation : unmanaged, IOperation<TResult>
        where TResult : unmanaged
    {
        Stepper.Current.Issue<TOperation, TResult>(operation);
        return default;
    }

    /// <summary>Makes an operation without a result the thread's pending one. Await the result at once.</summary>
    /// <typeparam name="TOperation">An unmanaged operation without references, at most 12 bytes.</typeparam>
    /// <param name="operation">The operation.</param>
    /// <returns>Something to await.</returns>
    public static Pending<None> Issue<TOperation>(TOperation operation)
        where TOperation : unmanaged, IOperation<None> => Issue<TOperation, None>(operation);
}

/// <summary>An issued operation, to be awaited at once.</summary>
/// <typeparam name="TResult">What awaiting it hands back.</typeparam>
public readonly record struct Pending<TResult>
    where TResult : unmanaged
{
    /// <summary>Gets the awaiter; the C# compiler calls this.</summary>
    /// <returns>An awaiter without state.</returns>
    public Awaiter GetAwaiter() => default;

    /// <summary>The awaiter of an operation: it always suspends, which is the scheduling point.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, IEngineAwaiter
    {
        /// <summary>Gets false: every operation is a scheduling point.</summary>
        public bool IsCompleted => false;

        /// <summary>Takes the operation's result.</summary>
        /// <returns>What applying the operation handed back.</returns>
        public TResult GetResult() => Stepper.Current.TakeResult<TResult>();

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => throw RoutineException.NotResumable();

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => throw RoutineException.NotResumable();
    }
}
