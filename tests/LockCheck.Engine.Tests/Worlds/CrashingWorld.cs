namespace LockCheck.Engine.Tests.Worlds;

/// <summary>Two threads count to three each; a third one spoils both counts and crashes.</summary>
internal sealed class CrashingWorld : Model<CrashingWorld.Memory>
{
    public static readonly Property Crash =
        new(Property.FirstOfModel, "crash", "nothing crashes", PropertyKind.Crash);

    public override int ThreadCount => 3;

    public override IReadOnlyList<Property> Properties => [Crash];

    public override void Start()
    {
        Threads.Spawn(0, Spoil);
        Threads.Spawn(1, () => Count(first: true));
        Threads.Spawn(2, () => Count(first: false));
    }

    public override string RoleName(int role) => $"t{role}";

    private static async Routine Spoil()
    {
        await Step.At("spoil");
        World.First = 99;
        World.Second = 99;
        Stepper.Current.Report(Crash);
    }

    private static async Routine Count(bool first)
    {
        for (var i = 0; i < 3; i++)
        {
            await Step.At("count");
            if (first)
            {
                World.First++;
            }
            else
            {
                World.Second++;
            }
        }
    }

    internal struct Memory
    {
        public int First;
        public int Second;
    }
}
