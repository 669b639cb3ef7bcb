using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Coyote;

/// <summary>The outcome of an export: where the trace is, and how it is replayed.</summary>
public sealed record ExportReport
{
    /// <summary>Gets the finding of the schedule, with its file.</summary>
    public required ReportedFinding Found { get; init; }

    /// <summary>Gets where the trace was written, as the user gave it.</summary>
    public required string TracePath { get; init; }

    /// <summary>Gets the trace.</summary>
    public required CoyoteTrace Trace { get; init; }

    /// <summary>Gets the tests of claims that the trace is a run of too.</summary>
    public required IReadOnlyList<string> Tests { get; init; }

    /// <summary>Gets the commands that replay the trace: to be copied, and so never broken into lines.</summary>
    public IReadOnlyList<string> Commands =>
    [
        $"LOCKCHECK_SCENARIO={FindingText.Quoted(Found.SchedulePath!)} {CommandOf(CoyoteSubject.GeneralTest)}",
        .. Tests.Select(CommandOf),
    ];

    /// <summary>Prints the report.</summary>
    public IEnumerable<string> Lines() => Commands
        .Append(string.Empty)
        .Concat(Wrapping.Lines(
            "trace     ",
            $"{TracePath}: {Numbers.Of(Found.Finding.Path.Count, "step")}, "
            + Numbers.Of(Trace.Steps.OfType<IntegerStep>().Count(), "decision")))
        .Concat(Wrapping.Lines("shows     ", $"{Found.Id}: {Found.Title}"))
        .Concat(Wrapping.Lines(
            "replay    ",
            "ASSEMBLY is the one with LockCheck's tests for Coyote. `coyote replay` exits with 2 when it reproduced "
            + "the bug, and with 0 when it did not."));

    private string CommandOf(string test) =>
        $"coyote replay ASSEMBLY {FindingText.Quoted(TracePath)} -m {test}";
}
