namespace LockCheck.Engine;

/// <summary>
/// What a thread is about to do at a scheduling point. An operation is an unmanaged value of at most 12 bytes that is
/// kept in the state vector; it is applied, atomically, when the thread is scheduled.
/// </summary>
/// <typeparam name="TResult">What awaiting the operation hands back.</typeparam>
public interface IOperation<TResult>
    where TResult : unmanaged
{
    /// <summary>Gets the object that the operation touches, and how.</summary>
    Footprint Footprint { get; }

    /// <summary>
    /// Tells whether the operation can be applied. Called outside a step: it sees only the given state. An operation
    /// that never blocks leaves it out, and is not asked.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="self">The thread that is at this operation.</param>
    /// <returns>False while the thread is blocked.</returns>
    bool IsEnabled(StateView state, ThreadId self) => true;

    /// <summary>Applies the operation to the world of the step that runs now.</summary>
    /// <param name="self">The thread.</param>
    /// <param name="result">What the awaiting routine gets.</param>
    /// <returns>
    /// False when the thread stays at this operation after a step of its own, such as joining a wait list.
    /// </returns>
    bool TryApply(ThreadId self, out TResult result);

    /// <summary>
    /// Names the operation and its object, such as <c>mmap_read_lock(mm1)</c>: what schedules record.
    /// </summary>
    /// <param name="state">The state before the operation is applied.</param>
    /// <param name="self">The thread.</param>
    /// <returns>One line without leading or trailing blanks; the same in every run.</returns>
    string Describe(StateView state, ThreadId self);

    /// <summary>Says what a blocked thread waits for and who holds it.</summary>
    /// <param name="state">The state in which the operation is not enabled.</param>
    /// <param name="self">The thread.</param>
    /// <returns>Such as <c>held for write by writer</c>; empty when there is nothing to add.</returns>
    string BlockedBy(StateView state, ThreadId self) => string.Empty;
}

/// <summary>The result of an operation that hands nothing back.</summary>
public readonly record struct None;

/// <summary>How an operation touches its object.</summary>
public enum AccessMode : byte
{
    /// <summary>Touches nothing that is shared.</summary>
    Local,

    /// <summary>Reads.</summary>
    Read,

    /// <summary>Writes, or reads and writes.</summary>
    Write,
}

/// <summary>The memory order of an access, kept so that a weak memory model can be put underneath.</summary>
public enum AccessOrder : byte
{
    /// <summary>A plain access.</summary>
    Plain,

    /// <summary>READ_ONCE or WRITE_ONCE.</summary>
    Once,

    /// <summary>A load-acquire.</summary>
    Acquire,

    /// <summary>A store-release.</summary>
    Release,

    /// <summary>A full fence, or a fully ordered read-modify-write.</summary>
    Fence,
}

/// <summary>The object that an operation touches, and how.</summary>
/// <param name="Kind">The kind of object, numbered by the model.</param>
/// <param name="Instance">Which object of its kind.</param>
/// <param name="Mode">Read or write.</param>
/// <param name="Order">The memory order.</param>
public readonly record struct Footprint(ushort Kind, ushort Instance, AccessMode Mode, AccessOrder Order)
{
    /// <summary>Gets the footprint of a step that touches nothing shared.</summary>
    public static Footprint Nothing => default;
}
