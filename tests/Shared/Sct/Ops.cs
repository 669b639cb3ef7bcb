using LockCheck.Engine;

namespace LockCheck.Sct;

/// <summary>The scheduling points of the programs: what is awaited.</summary>
internal static class Ops
{
    public static Pending<int> Load(Var from) => Operation.Issue<Load, int>(new Load(from));

    public static Pending<None> Store(Var to, int value) => Operation.Issue(new Store(to, value));

    /// <summary>Adds in one step; what comes back is the new value.</summary>
    public static Pending<int> Add(Var to, int addend) => Operation.Issue<Add, int>(new Add(to, addend));

    /// <summary>Stores in one step; what comes back is the old value.</summary>
    public static Pending<int> Exchange(Var to, int value) => Operation.Issue<Exchange, int>(new Exchange(to, value));

    /// <summary>Stores if the old value is the expected one; what comes back is whether it was.</summary>
    public static Pending<bool> CompareExchange(Var to, int expected, int value) =>
        Operation.Issue<CompareExchange, bool>(new CompareExchange(to, expected, value));

    public static Pending<None> Lock(Var mutex) => Operation.Issue(new LockMutex(mutex));

    public static Pending<None> Unlock(Var mutex) => Operation.Issue(new UnlockMutex(mutex));

    /// <summary>The step in which a thread is created; the spawn stands behind it.</summary>
    public static Pending<None> Create(int thread) => Operation.Issue(new CreateThread(thread));
}

internal readonly record struct Load(Var From) : IOperation<int>
{
    public Footprint Footprint => From.Footprint(AccessMode.Read);

    public bool TryApply(ThreadId self, out int result)
    {
        result = From.Here;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"load {From.NameIn(state)}";
}

internal readonly record struct Store(Var To, int Value) : IOperation<None>
{
    public Footprint Footprint => To.Footprint(AccessMode.Write);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        To.Here = Value;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"store {To.NameIn(state)} = {Value}";
}

internal readonly record struct Add(Var To, int Addend) : IOperation<int>
{
    public Footprint Footprint => To.Footprint(AccessMode.Write);

    public bool TryApply(ThreadId self, out int result)
    {
        result = To.Here += Addend;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"add {Addend} to {To.NameIn(state)}";
}

internal readonly record struct Exchange(Var To, int Value) : IOperation<int>
{
    public Footprint Footprint => To.Footprint(AccessMode.Write);

    public bool TryApply(ThreadId self, out int result)
    {
        (result, To.Here) = (To.Here, Value);
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"exchange {To.NameIn(state)} for {Value}";
}

internal readonly record struct CompareExchange(Var To, int Expected, int Value) : IOperation<bool>
{
    public Footprint Footprint => To.Footprint(AccessMode.Write);

    public bool TryApply(ThreadId self, out bool result)
    {
        result = To.Here == Expected;
        if (result)
        {
            To.Here = Value;
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) =>
        $"compare-exchange {To.NameIn(state)} from {Expected} to {Value}";
}

internal readonly record struct LockMutex(Var Mutex) : IOperation<None>
{
    public Footprint Footprint => Mutex.Footprint(AccessMode.Write);

    public bool IsEnabled(StateView state, ThreadId self) => Mutex.In(state) == 0;

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        Mutex.Here = 1;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"lock {Mutex.NameIn(state)}";
}

internal readonly record struct UnlockMutex(Var Mutex) : IOperation<None>
{
    public Footprint Footprint => Mutex.Footprint(AccessMode.Write);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        Mutex.Here = 0;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"unlock {Mutex.NameIn(state)}";
}

internal readonly record struct CreateThread(int Thread) : IOperation<None>
{
    public Footprint Footprint => Footprint.Nothing;

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"create thread {Thread}";
}
