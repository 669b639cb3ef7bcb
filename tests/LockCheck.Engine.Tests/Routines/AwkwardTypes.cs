using System.Runtime.CompilerServices;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>An operation of 24 bytes: too large.</summary>
internal readonly record struct LargeOperation(long A, long B, long C) : IOperation<None>
{
    public Footprint Footprint => Footprint.Nothing;

    public bool IsEnabled(StateView state, ThreadId self) => true;

    public string Describe(StateView state, ThreadId self) => "large";

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        return true;
    }
}

/// <summary>An operation of twelve bytes: just right.</summary>
internal readonly record struct FullOperation(int A, int B, int C) : IOperation<long>
{
    public Footprint Footprint => Footprint.Nothing;

    public bool IsEnabled(StateView state, ThreadId self) => true;

    public string Describe(StateView state, ThreadId self) => "full";

    public bool TryApply(ThreadId self, out long result)
    {
        result = A + B + C;
        return true;
    }
}

/// <summary>
/// A byte and a number: three bytes between them belong to nobody. An operation, a condition and a world.
/// </summary>
internal readonly record struct Holed(byte Tag, int Value) : IOperation<None>, ICondition
{
    public Footprint Footprint => Footprint.Nothing;

    public bool IsEnabled(StateView state, ThreadId self) => true;

    public bool Holds(StateView state) => Value < 0;

    public string Describe(StateView state, ThreadId self) => "holed";

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        return true;
    }
}

/// <summary>An operation that hands back 72 bytes: too many.</summary>
internal readonly record struct LargeResultOperation : IOperation<NineNumbers>
{
    public Footprint Footprint => Footprint.Nothing;

    public bool IsEnabled(StateView state, ThreadId self) => true;

    public string Describe(StateView state, ThreadId self) => "hands back much";

    public bool TryApply(ThreadId self, out NineNumbers result)
    {
        result = default;
        return true;
    }
}

/// <summary>A condition of sixteen bytes: too large.</summary>
internal readonly record struct LargeCondition(long A, long B) : ICondition
{
    public bool Holds(StateView state) => A == B;
}

/// <summary>A condition that never holds.</summary>
internal readonly record struct Never : ICondition
{
    public bool Holds(StateView state) => false;
}

/// <summary>An operation that throws when it is applied.</summary>
internal readonly record struct ThrowingOperation : IOperation<None>
{
    public Footprint Footprint => Footprint.Nothing;

    public bool IsEnabled(StateView state, ThreadId self) => true;

    public string Describe(StateView state, ThreadId self) => "throw";

    public bool TryApply(ThreadId self, out None result) => throw new InvalidOperationException("thrown by operation");
}

/// <summary>A result of 72 bytes: too large.</summary>
[InlineArray(9)]
internal struct NineNumbers
{
    private long _number;
}

/// <summary>A state machine as a build without optimisation makes it.</summary>
internal sealed class ClassMachine : IAsyncStateMachine
{
    public void MoveNext()
    {
    }

    public void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }
}

/// <summary>A model whose world has holes.</summary>
internal sealed class HoledWorld : Model<Holed>
{
    public override int ThreadCount => 1;

    public override void Start()
    {
    }

    public override string RoleName(int role) => "t";
}
