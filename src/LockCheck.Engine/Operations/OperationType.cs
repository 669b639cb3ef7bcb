using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>What the engine knows of one kind of operation, found by the id in a thread's header.</summary>
internal abstract unsafe class OperationType
{
    private static readonly TypeTable<OperationType> Table = new("operation");

    protected OperationType(Type type)
    {
        Name = type.ToString();
        Id = StableHash.Of(Name);
    }

    public string Name { get; }

    public uint Id { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OperationType Find(uint id) => Table.Find(id);

    public abstract bool IsEnabled(byte* payload, StateView state, ThreadId self);

    public abstract bool TryApply(byte* payload, ThreadId self, Stepper stepper);

    public abstract string Describe(byte* payload, StateView state, ThreadId self);

    public abstract string BlockedBy(byte* payload, StateView state, ThreadId self);

    public abstract Footprint FootprintOf(byte* payload);

    protected static void Register(OperationType type) => Table.Add(type.Id, type, t => t.Name);
}

/// <summary>One kind of operation, registered when it is first issued.</summary>
/// <typeparam name="TOperation">The operation.</typeparam>
/// <typeparam name="TResult">Its result.</typeparam>
internal sealed unsafe class OperationType<TOperation, TResult> : OperationType
    where TOperation : unmanaged, IOperation<TResult>
    where TResult : unmanaged
{
    private static OperationType<TOperation, TResult>? s_instance;

    private OperationType()
        : base(typeof(TOperation))
    {
    }

    /// <summary>
    /// Gets whether the operation implements <see cref="IOperation{TResult}.IsEnabled"/> itself; otherwise it never
    /// blocks.
    /// </summary>
    public static bool DecidesWhetherEnabled { get; } = Array.TrueForAll(
        typeof(TOperation).GetInterfaceMap(typeof(IOperation<TResult>)).TargetMethods,
        method => method.Name != nameof(IOperation<>.IsEnabled) || method.DeclaringType == typeof(TOperation));

    public static OperationType<TOperation, TResult> Instance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => s_instance ?? Create();
    }

    public override bool IsEnabled(byte* payload, StateView state, ThreadId self) =>
        ((TOperation*)payload)->IsEnabled(state, self);

    public override bool TryApply(byte* payload, ThreadId self, Stepper stepper)
    {
        // A copy: the operation may issue or spawn, which writes thread headers.
        var operation = *(TOperation*)payload;
        if (!operation.TryApply(self, out var result))
        {
            return false;
        }

        stepper.PutResult(result);
        return true;
    }

    public override string Describe(byte* payload, StateView state, ThreadId self) =>
        ((TOperation*)payload)->Describe(state, self);

    public override string BlockedBy(byte* payload, StateView state, ThreadId self) =>
        ((TOperation*)payload)->BlockedBy(state, self);

    public override Footprint FootprintOf(byte* payload) => ((TOperation*)payload)->Footprint;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static OperationType<TOperation, TResult> Create()
    {
        var name = RoutineNames.Readable(typeof(TOperation));
        if (sizeof(TOperation) > ThreadHeader.MaxPayload)
        {
            throw new RoutineException(
                $"The operation {name} has {sizeof(TOperation)} bytes; at most {ThreadHeader.MaxPayload} fit into a "
                + "thread's header. Keep a handle or an index in it and leave the rest in the world.");
        }

        if (sizeof(TResult) > Stepper.MaxResultBytes)
        {
            throw new RoutineException(
                $"The result of {name} has {sizeof(TResult)} bytes; at most {Stepper.MaxResultBytes} can be handed "
                + "back. Leave it in the world and hand back a handle.");
        }

        if (sizeof(TOperation) > 1)
        {
            ByteMask.RequireNoHoles(typeof(TOperation));
        }

        var made = new OperationType<TOperation, TResult>();
        Register(made);
        s_instance = (OperationType<TOperation, TResult>)Find(made.Id);
        return s_instance;
    }
}
