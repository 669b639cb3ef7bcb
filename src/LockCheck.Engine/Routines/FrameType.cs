using System.Reflection;
using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// What the engine knows of one kind of coroutine frame: its id, its size, its holes, and how to resume it.
/// </summary>
internal abstract unsafe class FrameType
{
    private static readonly TypeTable<FrameType> Table = new("routine");

    private readonly int[] _holeOffsets;
    private readonly ulong[] _holeMasks;

    protected FrameType(Type machine)
    {
        Machine = machine;
        Id = StableHash.Of(machine.ToString());
        var mask = ByteMask.Of(machine);
        Size = (mask.Length + 7) & ~7;
        Array.Resize(ref mask, Size);
        var offsets = new List<int>();
        var masks = new List<ulong>();
        for (var at = 0; at < Size; at += 8)
        {
            var word = BitConverter.ToUInt64(mask, at);
            if (word != ulong.MaxValue)
            {
                offsets.Add(at);
                masks.Add(word);
            }
        }

        _holeOffsets = [.. offsets];
        _holeMasks = [.. masks];
    }

    /// <summary>Gets the state machine that the compiler made.</summary>
    public Type Machine { get; }

    /// <summary>Gets a hash of the type's name: the same in every run, unlike an order of registration.</summary>
    public uint Id { get; }

    /// <summary>Gets the bytes of a frame without its header, a multiple of eight.</summary>
    public int Size { get; }

    /// <summary>Finds a frame type by the id in a frame's header.</summary>
    public static FrameType Find(uint id) => Table.Find(id);

    /// <summary>All frame types met so far, by name.</summary>
    public static IReadOnlyList<FrameType> All() => Table.All(type => type.Machine.ToString());

    /// <summary>Runs the frame, in place, up to its next suspension or its end.</summary>
    public abstract void Resume(byte* frame);

    /// <summary>Zeroes the holes of a frame just written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ClearHoles(byte* frame)
    {
        var offsets = _holeOffsets;
        var masks = _holeMasks;
        for (var i = 0; i < offsets.Length; i++)
        {
            *(ulong*)(frame + offsets[i]) &= masks[i];
        }
    }

    protected static void Register(FrameType type) => Table.Add(type.Id, type, t => t.Machine.ToString());

    protected static void Validate(Type machine)
    {
        if (!machine.IsValueType)
        {
            throw RoutineException.NotOptimised(machine);
        }

        foreach (var field in machine.GetFields(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (field.FieldType.IsPointer || ContainsReferences(field.FieldType))
            {
                throw RoutineException.Managed(machine, field);
            }
        }
    }

    private static bool ContainsReferences(Type type) =>
        !type.IsValueType ||
        (!type.IsPrimitive && !type.IsEnum &&
         type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
             .Any(field => field.FieldType.IsPointer || ContainsReferences(field.FieldType)));
}

/// <summary>The frame type of one state machine, registered at its first start.</summary>
/// <typeparam name="TStateMachine">The state machine that the compiler made.</typeparam>
internal sealed unsafe class FrameType<TStateMachine> : FrameType
    where TStateMachine : IAsyncStateMachine
{
    private static FrameType<TStateMachine>? s_instance;

    private FrameType()
        : base(typeof(TStateMachine))
    {
    }

    /// <summary>Gets the one instance.</summary>
    public static FrameType<TStateMachine> Instance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => s_instance ?? Create();
    }

    /// <inheritdoc/>
    public override void Resume(byte* frame) => Unsafe.AsRef<TStateMachine>(frame).MoveNext();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FrameType<TStateMachine> Create()
    {
        Validate(typeof(TStateMachine));
        var made = new FrameType<TStateMachine>();
        Register(made);
        s_instance = (FrameType<TStateMachine>)Find(made.Id);
        return s_instance;
    }
}
