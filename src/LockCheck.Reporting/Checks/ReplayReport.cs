using LockCheck.Conformance.OnKernel;
using LockCheck.Engine;
using LockCheck.Reporting.Conformance;
using LockCheck.Reporting.Text;
using LockCheck.Reporting.Traces;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Checks;

/// <summary>The outcome of a replay that showed the recorded finding again, or of a run that was brought in.</summary>
public sealed record ReplayReport
{
    private const string Replayed = "replayed as recorded";
    private const string Imported = "imported from Coyote";

    /// <summary>Gets the recorded scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Gets the finding, with its run and its file.</summary>
    public required ReportedFinding Found { get; init; }

    /// <summary>Gets whether the run is new here, and its schedule was written.</summary>
    public bool IsImport { get; init; }

    /// <summary>Gets what became of it on the running kernel; null if nobody asked.</summary>
    public KernelReplay? OnKernel { get; init; }

    /// <summary>Prints the report.</summary>
    public IEnumerable<string> Lines()
    {
        var text = new ModelText(Scenario);
        return (IsImport ? [FindingText.Reproduce(Found.SchedulePath!), string.Empty] : Array.Empty<string>())
            .Concat(FindingText.Headline(Scenario.Reader, Found, text))
            .Append(string.Empty)
            .Concat(TraceColumns.Lines(TraceRows.Of(Found.Trace!, text)))
            .Append(string.Empty)
            .Concat(OnKernel is { } kernel
                ? KernelReplayText.Lines(kernel, text).Append(string.Empty)
                : Array.Empty<string>())
            .Concat(Wrapping.Lines("verdict   ", $"{(IsImport ? Imported : Replayed)}: {Outcome()}"))
            .Concat(Wrapping.Lines("bounds    ", string.Join("; ", ScenarioText.Bounds(Scenario))));
    }

    private string Outcome() => Found.Finding.Property switch
    {
        null => "a deadlock",
        { Kind: PropertyKind.Measurement } property => property.Title,
        { Kind: PropertyKind.Observation } property => $"{property.Id} does not hold, which nobody promised",
        var property => $"{property.Id} is broken",
    };
}
