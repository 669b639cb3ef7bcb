using LockCheck.Cli.Progress;
using LockCheck.Kernel.Traces;
using LockCheck.Reporting.Json;
using LockCheck.Reporting.Recordings;

namespace LockCheck.Cli.Checking;

/// <summary>Replays a log of strace, and prints the map or how it differs from another.</summary>
internal sealed class MapsRun(MapsRequest request, Surroundings surroundings, CancellationToken cancellation)
{
    public int Run()
    {
        var asked = new TraceRequest(TraceFiles.ReadMaps(request.Maps))
        {
            Touched = TraceFiles.ReadTouched(request.Touched),
            Expected = request.Expect is { } expected ? TraceFiles.ReadMaps(expected) : null,
            Process = request.Pid,
            Until = request.Until == 0 ? long.MaxValue : request.Until,
            ShownMax = request.First,
        };
        var outcome = ProgressDisplay.Run(
            surroundings,
            new CheckLimits(),
            display => TraceFiles.Replay(request.Strace, asked, display, cancellation));
        var code = cancellation.IsCancellationRequested ? ExitCodes.Inconclusive
            : outcome.Comparison is { Lines.Length: > 0 } ? ExitCodes.Safety
            : ExitCodes.Nothing;
        surroundings.Print(
            request.Json, () => JsonReports.Text(MapsJson.Of(outcome, code)), () => MapsReport.Lines(outcome));
        if (!request.Json && outcome.Comparison is null)
        {
            // Standard output is the map and nothing else.
            foreach (var line in MapsReport.Summary(outcome))
            {
                surroundings.Error.WriteLine($"lockcheck: {line}");
            }
        }

        return code;
    }
}
