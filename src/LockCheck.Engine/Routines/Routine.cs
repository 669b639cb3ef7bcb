using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// What a modelled thread runs: an <c>async Routine</c> method whose every <c>await</c> on an operation is a
/// scheduling point. Its state machine is an unmanaged struct, kept as bytes in the state vector.
/// </summary>
/// <remarks>
/// A routine is awaited at once, by another routine, and at most once; it is never stored. The locals that live
/// across an <c>await</c> must be unmanaged (see <see cref="RoutineException"/>).
/// </remarks>
[AsyncMethodBuilder(typeof(RoutineBuilder))]
public readonly record struct Routine
{
    private readonly bool _completed;

    internal Routine(bool completed) => _completed = completed;

    /// <summary>Gets the awaiter; the C# compiler calls this.</summary>
    /// <returns>An awaiter without state of its own.</returns>
    public RoutineAwaiter GetAwaiter() => new(_completed);
}

/// <summary>A <see cref="Routine"/> that hands back a value.</summary>
/// <typeparam name="T">The unmanaged type of the value; at most <see cref="Stepper.MaxResultBytes"/> bytes.</typeparam>
[AsyncMethodBuilder(typeof(RoutineBuilder<>))]
public readonly record struct Routine<T>
    where T : unmanaged
{
    private readonly bool _completed;

    internal Routine(bool completed) => _completed = completed;

    /// <summary>Gets the awaiter; the C# compiler calls this.</summary>
    /// <returns>An awaiter without state of its own.</returns>
    public RoutineAwaiter<T> GetAwaiter() => new(_completed);
}
