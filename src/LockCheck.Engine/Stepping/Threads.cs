namespace LockCheck.Engine;

/// <summary>How a thread starts: a value whose <see cref="Run"/> makes the thread's first routine.</summary>
public interface IThreadStart
{
    /// <summary>Starts the thread's first routine. What stands before its first await runs at the spawn.</summary>
    /// <returns>The routine.</returns>
    Routine Run();
}

/// <summary>The modelled threads, as modelled code sees them.</summary>
public static unsafe class Threads
{
    /// <summary>Gets the running thread.</summary>
    public static ThreadId Self => Stepper.Current.Self;

    /// <summary>Starts a thread, as part of the running step.</summary>
    /// <typeparam name="TStart">How it starts.</typeparam>
    /// <param name="role">The thread's role, which names it (<see cref="Engine.Model.RoleName"/>).</param>
    /// <param name="start">How it starts.</param>
    /// <returns>The new thread.</returns>
    public static ThreadId Spawn<TStart>(int role, TStart start)
        where TStart : IThreadStart => Stepper.Current.Spawn(checked((byte)role), start);

    /// <summary>Starts a thread, as part of the running step.</summary>
    /// <param name="role">The thread's role, which names it.</param>
    /// <param name="start">Makes the thread's first routine.</param>
    /// <returns>The new thread.</returns>
    public static ThreadId Spawn(int role, Func<Routine> start) => Spawn(role, new DelegateStart(start));

    /// <summary>Starts a thread whose first routine hands back a value that nobody takes.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="role">The thread's role, which names it.</param>
    /// <param name="start">Makes the thread's first routine.</param>
    /// <returns>The new thread.</returns>
    public static ThreadId Spawn<T>(int role, Func<Routine<T>> start)
        where T : unmanaged => Spawn(role, new DelegateStart<T>(start));

    /// <summary>Waits for a thread to end.</summary>
    /// <param name="thread">The thread.</param>
    /// <returns>Something to await.</returns>
    public static Pending<None> Join(ThreadId thread) => Operation.Issue(new JoinOperation(thread));

    /// <summary>Memory of the running thread that no other thread touches, declared with the layout.</summary>
    /// <typeparam name="T">The type that was declared.</typeparam>
    /// <returns>A reference that is valid until the next scheduling point.</returns>
    public static ref T Private<T>()
        where T : unmanaged
    {
        var stepper = Stepper.Current;
        stepper.AccessPrivate();
        if (sizeof(T) > stepper.Shape.PrivateBytes)
        {
            throw new RoutineException(
                $"{RoutineNames.Readable(typeof(T))} has {sizeof(T)} bytes, and the model declared "
                + $"{stepper.Shape.PrivateBytes} bytes of private memory. Declare it with VectorLayout.Private<T>().");
        }

        return ref *(T*)stepper.PrivateOf(stepper.Self);
    }

    /// <summary>Zeroes all of the running thread's private memory.</summary>
    public static void ClearPrivate()
    {
        var stepper = Stepper.Current;
        stepper.AccessPrivate();
        new Span<byte>(stepper.PrivateOf(stepper.Self), stepper.Shape.PrivateBytes).Clear();
    }

    private readonly struct DelegateStart(Func<Routine> start) : IThreadStart
    {
        public Routine Run() => start();
    }

    private readonly struct DelegateStart<T>(Func<Routine<T>> start) : IThreadStart
        where T : unmanaged
    {
        public Routine Run()
        {
            _ = start();
            return default;
        }
    }

    private readonly struct JoinOperation(ThreadId thread) : IOperation<None>
    {
        private readonly ThreadId _thread = thread;

        public Footprint Footprint => Footprint.Nothing;

        public bool IsEnabled(StateView state, ThreadId self) => state.StatusOf(_thread) == ThreadStatus.Finished;

        public bool TryApply(ThreadId self, out None result)
        {
            result = default;
            return true;
        }

        public string Describe(StateView state, ThreadId self) => $"join({state.NameOf(_thread)})";

        public string BlockedBy(StateView state, ThreadId self) => $"waits for {state.NameOf(_thread)} to end";
    }
}
