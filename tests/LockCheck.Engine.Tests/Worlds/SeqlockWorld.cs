namespace LockCheck.Engine.Tests.Worlds;

/// <summary>
/// A seqlock over two halves: one writer makes the count odd while it writes, readers copy and look at the count
/// again. A reader that does not look believes a torn copy.
/// </summary>
internal sealed class SeqlockWorld(int readers, int writes, bool validates) : Model<SeqlockWorld.Memory>
{
    public static readonly Property Torn =
        new(Property.FirstOfModel, "torn", "a reader believes no torn copy", PropertyKind.Promise);

    public static readonly Property Retry =
        new(Property.FirstOfModel + 1, "retry", "no reader has to retry", PropertyKind.Observation);

    public override int ThreadCount => 1 + readers;

    public override IReadOnlyList<Property> Properties => [Torn, Retry];

    public override void Start()
    {
        Threads.Spawn(0, () => Write(writes));
        for (var i = 1; i <= readers; i++)
        {
            Threads.Spawn(i, () => Read(validates));
        }
    }

    public override string RoleName(int role) => role == 0 ? "writer" : $"reader {role}";

    private static async Routine Write(int writes)
    {
        for (var value = 1; value <= writes; value++)
        {
            await Step.At("make seq odd");
            World.Seq++;
            await Step.At("store a");
            World.A = value;
            await Step.At("store b");
            World.B = value;
            await Step.At("make seq even");
            World.Seq++;
        }
    }

    private static async Routine Read(bool validates)
    {
        while (true)
        {
            await Step.At("load seq");
            var before = World.Seq;
            if ((before & 1) != 0)
            {
                // Nothing of this attempt may stay in the frame: the thread is where it was.
                before = 0;
                continue;
            }

            await Step.At("load a");
            var a = World.A;
            await Step.At("load b");
            var b = World.B;
            await Step.At("load seq again");
            if (!validates || World.Seq == before)
            {
                if (a != b)
                {
                    Stepper.Current.Report(Torn);
                }

                return;
            }

            Stepper.Current.Report(Retry);
            before = a = b = 0;
        }
    }

    internal struct Memory
    {
        public int Seq;
        public int A;
        public int B;
    }
}
