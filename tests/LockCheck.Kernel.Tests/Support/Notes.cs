namespace LockCheck.Kernel.Tests.Support;

/// <summary>
/// What the routines of a test write down, outside the state vector: in a search every branch adds its lines, in a run
/// along one schedule they are in order.
/// </summary>
internal sealed class Notes(string? wanted = null) : Monitor
{
    /// <summary>Reported when a routine ends as wanted: the finding has the path that led there.</summary>
    public static readonly Property Done =
        new(Property.FirstOfModel, "done", "the routine has ended as wanted", PropertyKind.Observation);

    private readonly List<string> _lines = [];
    private readonly string? _wanted = wanted;

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Gets each line once, in the order of characters.</summary>
    public IReadOnlyList<string> Outcomes => [.. _lines.Distinct().Order(StringComparer.Ordinal)];

    public override IReadOnlyList<Property> Properties => [Done];

    public override KernelEvent Subscribes => KernelEvent.None;

    /// <summary>Writes a line, in the step that runs now.</summary>
    public static void Add(string line) => Current<Notes>()._lines.Add(line);

    /// <summary>Ends the routine's work, with a line.</summary>
    public static void End(string line)
    {
        Add(line);
        Stepper.Current.Explain(line);
        if (Current<Notes>()._wanted is null || Current<Notes>()._wanted == line)
        {
            Stepper.Current.Report(Done);
        }
    }

    /// <summary>Finds a monitor of the model whose step runs now.</summary>
    public static T Current<T>()
        where T : Monitor => KernelModel.Current.Settings.Monitors.OfType<T>().Single();

    public override void Attach(KernelModel model, VectorLayout layout) => _lines.Clear();
}
