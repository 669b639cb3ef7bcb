namespace LockCheck.Engine.Tests.Worlds;

/// <summary>n threads increment a counter k times each by a load and a store: the classic lost update.</summary>
internal sealed class CounterWorld(int threads, int increments) : Model<CounterWorld.Memory>
{
    public static readonly Property LostUpdate =
        new(Property.FirstOfModel, "lost-update", "no increment is lost", PropertyKind.Promise);

    public override int ThreadCount => threads;

    public override IReadOnlyList<Property> Properties => [LostUpdate];

    public override void Start()
    {
        for (var i = 0; i < threads; i++)
        {
            Threads.Spawn(i, () => Increment(increments));
        }
    }

    public override string RoleName(int role) => $"t{role}";

    public override void OnThreadEnd(ThreadId thread, int live)
    {
        if (live == 0 && World.Counter != threads * increments)
        {
            Stepper.Current.Report(LostUpdate);
        }
    }

    private static async Routine Increment(int times)
    {
        for (; times > 0; times--)
        {
            await Step.At("load");
            var value = World.Counter;
            await Step.At("store");
            World.Counter = value + 1;

            // The frame would remember the old value, and equal states would look different.
            value = 0;
        }
    }

    internal struct Memory
    {
        public long Counter;
    }
}
