using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Coyote;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>export --json</c> prints.</summary>
public sealed record ExportJson : IJsonReport
{
    public int Schema => JsonReports.Schema;

    public string Command => "export";

    public int ExitCode => 0;

    public required string Trace { get; init; }

    public required IReadOnlyList<string> Commands { get; init; }

    public required FindingJson Finding { get; init; }

    public static ExportJson Of(ExportReport report) => new()
    {
        Trace = report.TracePath,
        Commands = report.Commands,
        Finding = FindingJson.Of(report.Found),
    };
}
