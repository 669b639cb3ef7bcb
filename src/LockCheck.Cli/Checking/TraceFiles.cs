using System.Globalization;
using LockCheck.Cli.Options;
using LockCheck.Cli.Progress;
using LockCheck.Kernel.Traces;

namespace LockCheck.Cli.Checking;

/// <summary>Reads maps files and logs of strace; what cannot be read is an error of the command line.</summary>
internal static class TraceFiles
{
    /// <summary>Reads a copy of /proc/PID/maps.</summary>
    public static MapsFile ReadMaps(string path) => MapsFile.Parse(ReadText(path), path);

    /// <summary>Reads what counts as written to: all, none, or the ranges of a file.</summary>
    public static TouchedMemory ReadTouched(string touched) => touched switch
    {
        CliOptions.All => TouchedMemory.All,
        CliOptions.None => TouchedMemory.None,
        var path => TouchedMemory.Parse(ReadText(path), path),
    };

    /// <summary>Replays a log.</summary>
    public static TraceOutcome Replay(
        string path, TraceRequest asked, ProgressDisplay? display, CancellationToken cancellation)
    {
        using var log = Reading(path, () => File.OpenRead(path));
        try
        {
            return new TraceReplay(asked).Run(
                log,
                (lines, bytes) => display?.Show(Progress(lines, bytes, log.CanSeek ? log.Length : 0)),
                cancellation);
        }
        catch (TraceException exception)
        {
            throw new UsageException($"{path}, {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw Unreadable(path, exception);
        }
    }

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

    private static string Progress(long lines, long bytes, long length)
    {
        var percent = length > 0 ? $", {Math.Min(100, 100 * bytes / length)} %" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{lines:#,0} lines{percent}");
    }
}
