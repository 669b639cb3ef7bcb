namespace LockCheck.Kernel.Tests.Support;

/// <summary>Reports each kind of misuse as a property of its own.</summary>
internal sealed class MisuseWatch : Monitor
{
    private const int First = Property.FirstOfModel + 1;

    private static readonly Property[] All =
        [.. Enum.GetValues<Misuse>().Select(kind => new Property(
            First + (int)kind, kind.ToString(), "kernel code does what it may not do", PropertyKind.Promise))];

    public override IReadOnlyList<Property> Properties => All;

    public override KernelEvent Subscribes => KernelEvent.Misuse;

    public override void Attach(KernelModel model, VectorLayout layout)
    {
        // What it hears it reports at once.
    }

    public override void OnMisuse(Misuse misuse, ThreadId thread) => Stepper.Current.Report(All[(int)misuse]);
}
