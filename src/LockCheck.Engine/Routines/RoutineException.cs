using System.Reflection;

namespace LockCheck.Engine;

/// <summary>A routine that the engine cannot keep as bytes. The message says which, why, and what to do.</summary>
public sealed class RoutineException : Exception
{
    /// <summary>Makes the exception.</summary>
    public RoutineException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    public RoutineException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public RoutineException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static RoutineException NotResumable() => new(
        "A routine was awaited outside a routine. Only an `async Routine` method may await routines and operations; "
        + "start a thread's first routine with Threads.Spawn.");

    /// <summary>
    /// What a routine threw; an error of the model, and no behaviour of it, where nothing but its compilation explains
    /// it: no local of a routine is an object that could be missing.
    /// </summary>
    internal static Exception Of(Exception thrown) => thrown is not NullReferenceException ? thrown :
        new RoutineException(
            "A routine used a reference that was gone. Usual cause: the result of an await is assigned to a field of "
            + "what a ref property returns, such as `Own.Mm = await task.GetMm()`; the reference is taken before the "
            + "await, and lost by it. Take the result into a local first: `var mm = await task.GetMm(); Own.Mm = mm;`.",
            thrown);

    internal static RoutineException NotOptimised(Type machine) => new(
        $"The routine {RoutineNames.Of(machine)} was compiled to a class, so its state cannot be copied as bytes. "
        + "Usual cause: its project was built without optimisation. "
        + "Put <Optimize>true</Optimize> into the project that holds it; that works in Debug builds too.");

    internal static RoutineException Managed(Type machine, FieldInfo field) => RoutineNames.IsAwaiter(field)
        ? Foreign(machine, field.FieldType)
        : new($"The routine {RoutineNames.Of(machine)} keeps {RoutineNames.Construct(field)} across an await. "
        + "A routine's state is copied, hashed and stored as bytes, so everything that lives across an await must be "
        + "unmanaged: numbers, enums, handles and structs of these. "
        + RoutineNames.Advice(field));

    internal static RoutineException Foreign(Type machine, Type awaiter) => new(
        $"The routine {RoutineNames.Of(machine)} awaited {RoutineNames.Readable(awaiter)}, which is not an operation "
        + "of the engine. Usual cause: a Task, ValueTask or Task.Yield() inside a modelled thread. A modelled thread "
        + "may await only routines and operations; real time and real threads do not exist in a model.");

    internal static RoutineException LargeResult(Type machine, int bytes) => new(
        $"The result of the routine {RoutineNames.Of(machine)} has {bytes} bytes; at most {Stepper.MaxResultBytes} can "
        + "be handed back. Leave it in the world and hand back a handle.");

    internal static RoutineException NothingIssued(Type machine) => new(
        $"The routine {RoutineNames.Of(machine)} awaited something that is not pending. Usual cause: an operation or a "
        + "routine that was kept in a variable and awaited twice; await each one at once, and once.");
}
