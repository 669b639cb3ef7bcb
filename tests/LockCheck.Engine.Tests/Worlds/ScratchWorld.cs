using System.Runtime.CompilerServices;

namespace LockCheck.Engine.Tests.Worlds;

/// <summary>A world for one test: eight numbers, and the routines that the test hands over, a thread each.</summary>
internal sealed class ScratchWorld(params Func<Routine>[] routines) : Model<ScratchWorld.Memory>
{
    public static readonly Property Promise =
        new(Property.FirstOfModel, "promise", "what a test promises", PropertyKind.Promise);

    public static readonly Property Observation =
        new(Property.FirstOfModel + 1, "observation", "what a test observes", PropertyKind.Observation);

    public static readonly Property Crash =
        new(Property.FirstOfModel + 2, "crash", "what a test calls a crash", PropertyKind.Crash);

    public static readonly Property Measurement =
        new(Property.FirstOfModel + 3, "measurement", "what a test measures", PropertyKind.Measurement);

    /// <summary>Gets how many threads may be spawned later on.</summary>
    public int Spare { get; init; }

    /// <summary>Gets what happens, in the last step, when all threads have ended.</summary>
    public Action? AtEnd { get; init; }

    public override int ThreadCount => routines.Length + Spare;

    public override IReadOnlyList<Property> Properties => [Promise, Observation, Crash, Measurement];

    public static ref long Number(int at) => ref World.Numbers[at];

    public static long NumberIn(StateView state, int at) => WorldOf(state).Numbers[at];

    public override void Declare(VectorLayout layout)
    {
        base.Declare(layout);
        layout.Private<Own>();
    }

    public override void Start()
    {
        for (var i = 0; i < routines.Length; i++)
        {
            Threads.Spawn(i, routines[i]);
        }
    }

    public override string RoleName(int role) => $"t{role}";

    public override void OnThreadEnd(ThreadId thread, int live)
    {
        if (live == 0)
        {
            AtEnd?.Invoke();
        }
    }

    internal struct Memory
    {
        public Row Numbers;
    }

    /// <summary>The private memory of each thread.</summary>
    internal struct Own
    {
        public long Value;
    }

    [InlineArray(8)]
    internal struct Row
    {
        private long _number;
    }
}
