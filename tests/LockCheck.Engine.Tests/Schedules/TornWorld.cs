namespace LockCheck.Engine.Tests.Schedules;

/// <summary>How a later version of <see cref="TornWorld"/> differs from the one that was recorded.</summary>
internal enum Change
{
    None,
    OperationRenamed,
    StepAdded,
    StepRemoved,
    WriterWaits,
    WriterRenamed,
    WriterTwice,
    ChoiceRenamed,
    ChoiceRemoved,
    ChoiceAdded,
    ChoiceNarrowed,
    Repaired,
    BreaksEarlier,
    BreaksAnother,
    CrashesOnTheWay,
    StaleOnTheWay,
    Throws,
    ThrowsOtherwise,
    PropertyGone,
}

/// <summary>A reader copies two values that a writer changes one by one: torn, if the page fills in between.</summary>
internal sealed class TornWorld(Change change = Change.None) : Model<TornWorld.Memory>
{
    public static readonly Property Torn =
        new(Property.FirstOfModel, "torn", "both values are of one time", PropertyKind.Promise);

    public static readonly Property Stale =
        new(Property.FirstOfModel + 1, "stale", "the values are those of the end", PropertyKind.Promise);

    public override int ThreadCount => change == Change.WriterTwice ? 3 : 2;

    public override IReadOnlyList<Property> Properties => change == Change.PropertyGone ? [Stale] : [Torn, Stale];

    public override void Start()
    {
        var kind = change;
        Threads.Spawn(0, () => Read(kind));
        Threads.Spawn(1, () => Write(kind));
        if (kind == Change.WriterTwice)
        {
            Threads.Spawn(1, () => Write(kind));
        }
    }

    public override string RoleName(int role) => role == 0 ? "reader"
        : change == Change.WriterRenamed ? "munmap" : "writer";

    public override string Draw(StateView state) => $"a={WorldOf(state).A} b={WorldOf(state).B}";

    private static async Routine Read(Change kind)
    {
        await Step.At("load a");
        var a = World.A;
        if (a == 1)
        {
            Report(kind == Change.BreaksEarlier, Torn);
            Report(kind == Change.StaleOnTheWay, Stale);
            Report(kind == Change.CrashesOnTheWay, Property.TwoRacyAccesses);
        }

        if (kind != Change.StepRemoved)
        {
            await Step.At("copy out");
        }

        var full = Full(kind);
        if (kind == Change.StepAdded)
        {
            await Step.At("revalidate");
        }

        await Step.At(kind == Change.OperationRenamed ? "load_acquire b" : "load b");
        var broken = full == 2 && a != World.B;
        if (broken && kind is Change.Throws or Change.ThrowsOtherwise)
        {
            throw new InvalidOperationException(kind == Change.Throws ? "torn\r\nby a writer" : "lost");
        }

        Report(broken && kind != Change.Repaired, kind == Change.BreaksAnother ? Stale : Torn);
    }

    private static int Full(Change kind) => kind switch
    {
        Change.ChoiceRemoved => 2,
        Change.ChoiceRenamed => Choose.Value(3, "buffer full"),
        Change.ChoiceNarrowed => Choose.Value(2, "page full"),
        Change.ChoiceAdded => Choose.Value(3, "page full") + (Choose.Either("signal") ? 3 : 0),
        _ => Choose.Value(3, "page full"),
    };

    private static async Routine Write(Change kind)
    {
        await Step.Until("store a", new Allowed(kind != Change.WriterWaits));
        World.A = 1;
        await Step.At("store b");
        World.B = 1;
    }

    private static void Report(bool broken, Property property)
    {
        if (broken)
        {
            var stepper = Stepper.Current;
            stepper.Report(property);
            stepper.Explain($"a is {World.A}, b is {World.B}");
        }
    }

    internal struct Memory
    {
        public long A;
        public long B;
    }

    private readonly struct Allowed(bool always) : ICondition
    {
        private readonly bool _always = always;

        public bool Holds(StateView state) => _always || WorldOf(state).B != 0;
    }
}
