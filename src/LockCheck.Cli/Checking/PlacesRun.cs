using LockCheck.Cli.Progress;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Json;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Puts one writer at every VMA in turn.</summary>
internal sealed class PlacesRun(CheckRequest request, Checker checker, Surroundings surroundings)
{
    private string? _cut;

    /// <summary>Checks every place, and prints the report.</summary>
    public int Run(
        Scenario scenario,
        WriterProtocol writer,
        IReadOnlyList<string> remarks,
        ScheduleFolder folder,
        KernelModel withoutWriter)
    {
        var places = ProgressDisplay.Run(
            surroundings,
            new CheckLimits(request.Search.Sample, request.Search.MaxStates),
            display => Check(scenario, writer, display));
        var report = new PlacesReport
        {
            Writer = writer.Name,
            Scenario = scenario,
            Places = Explain(places, folder),
            Bounds = request.Search.ToBounds(surroundings),
            Remarks = remarks,
            Elapsed = checker.Elapsed,
            CutBy = _cut,
        };
        var code = CodeOf(report);
        var ids = withoutWriter.Properties.Where(property => property.Kind != PropertyKind.Measurement).ToList();
        surroundings.Print(
            request.Json,
            () => JsonReports.Text(CheckJson.Of(
                report,
                code,
                [.. ids.Select(property => property.Id)],
                [.. ids.Where(Promised).Select(property => property.Id)])),
            () => PlacesText.Lines(report));
        return code;

        bool Promised(Property property) =>
            report.Reports.FirstOrDefault()?.Promised.Contains(property.Id) ?? property.Kind == PropertyKind.Promise;
    }

    private static int CodeOf(PlacesReport report)
    {
        var codes = report.Reports.Select(one => ExitCodes.Of(one.Result)).ToList();
        return report.CutBy == CoverageText.Interrupted ? ExitCodes.Inconclusive
            : ExitCodes.WorstOf(codes) is var code and not ExitCodes.Nothing ? code
            : report.Verdict == Verdict.VerifiedWithinBounds ? ExitCodes.Nothing
            : ExitCodes.Inconclusive;
    }

    private List<PlaceOutcome> Check(Scenario scenario, WriterProtocol writer, ProgressDisplay display)
    {
        var places = WriterPlaces.Of(writer, scenario.Layout);
        var outcomes = new List<PlaceOutcome>();
        foreach (var place in places)
        {
            CheckReport? report = null;
            _cut ??= checker.Cut;
            if (place.WhyNot is null && _cut is null)
            {
                display.Begin($"VMA {place.Vma} of {places.Count}");
                report = checker.Check(
                    scenario with { Writers = [new WriterAt(writer.Name, place.Vma)] }, [], display);
                _cut = report.Result.CutBy == CoverageText.Interrupted ? CoverageText.Interrupted
                    : request.Search.StopAtFirst && report.Result.IsViolated ? "--stop-at-first"
                    : null;
            }

            outcomes.Add(new PlaceOutcome(place, report));
        }

        return outcomes;
    }

    /// <summary>Writes the schedules that the report names: of the first failing place; for programs, of all.</summary>
    private List<PlaceOutcome> Explain(List<PlaceOutcome> places, ScheduleFolder folder)
    {
        var explained = new List<PlaceOutcome>();
        var isFirst = true;
        foreach (var place in places)
        {
            var isWanted = place.Report is { Result.IsViolated: true } && (isFirst || request.Json);
            isFirst &= !isWanted;
            explained.Add(isWanted ? place with { Report = Explain(place.Report!, folder) } : place);
        }

        return explained;
    }

    private CheckReport Explain(CheckReport report, ScheduleFolder folder) => report with
    {
        Findings =
        [
            .. report.Findings.Select(found => found.Finding.IsFailure
                ? checker.Explain(report.Scenario, found.Finding, folder)
                : found),
        ],
    };
}
