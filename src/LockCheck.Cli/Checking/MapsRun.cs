using System.Globalization;
using LockCheck.Cli.Options;
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
        var asked = new TraceRequest(ReadMaps(request.Maps))
        {
            Touched = request.Touched switch
            {
                CliOptions.All => TouchedMemory.All,
                CliOptions.None => TouchedMemory.None,
                var path => TouchedMemory.Parse(ReadText(path), path),
            },
            Expected = request.Expect is { } expected ? ReadMaps(expected) : null,
            Process = request.Pid,
            Until = request.Until == 0 ? long.MaxValue : request.Until,
            ShownMax = request.First,
        };
        var outcome = Replay(asked);
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

    private static MapsFile ReadMaps(string path) => MapsFile.Parse(ReadText(path), path);

    private static string ReadText(string path) => Reading(path, () => File.ReadAllText(path));

    private static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, exception);
        }
    }

    private static UsageException Unreadable(string path, Exception exception) => new(
        $"{path} cannot be read: {exception.Message} Usual cause: a slip in the path, or a folder. "
        + "Give the path of a file.",
        exception);

    private TraceOutcome Replay(TraceRequest asked)
    {
        using var log = Reading(request.Strace, () => File.OpenRead(request.Strace));
        try
        {
            return ProgressDisplay.Run(surroundings, new CheckLimits(), display => new TraceReplay(asked).Run(
                log,
                (lines, bytes) => display.Show(Progress(lines, bytes, log.CanSeek ? log.Length : 0)),
                cancellation));
        }
        catch (TraceException exception)
        {
            throw new UsageException($"{request.Strace}, {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw Unreadable(request.Strace, exception);
        }
    }

    private static string Progress(long lines, long bytes, long length)
    {
        var percent = length > 0 ? $", {Math.Min(100, 100 * bytes / length)} %" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{lines:#,0} lines{percent}");
    }
}
