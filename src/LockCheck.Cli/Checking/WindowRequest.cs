using System.CommandLine;
using System.Globalization;
using LockCheck.Cli.Options;

namespace LockCheck.Cli.Checking;

/// <summary>Which calls of a real program a reader is to race against.</summary>
/// <param name="Strace">The log.</param>
/// <param name="Calls">How many consecutive calls.</param>
/// <param name="Line">The line of the first one; null for each call in turn.</param>
/// <param name="Touched">What counts as written to: all, none or a file.</param>
/// <param name="Pid">The process; null for the first of the log.</param>
internal sealed record WindowRequest(string Strace, int Calls, long? Line, string Touched, long? Pid)
{
    /// <summary>Reads the options; null where there is no log.</summary>
    public static WindowRequest? From(ParseResult parsed, CliOptions options, string? at)
    {
        var strace = parsed.GetValue(options.ProgramLog);
        var calls = parsed.GetValue(options.Window);
        var touched = parsed.GetValue(options.Touched);
        var pid = parsed.GetValue(options.Pid);
        if (strace is null)
        {
            return calls is null && touched is null && pid is null ? null : throw new UsageException(
                "--window, --touched and --pid are about a log of strace, and there is none. Usual cause: --strace was "
                + "forgotten. Add --strace LOG, or leave them out.");
        }

        if (parsed.GetValue(options.Maps) is null)
        {
            throw new UsageException("--strace needs the memory map that the program had right after its exec, and "
                + "there is no --maps. Usual cause: it was forgotten. Add --maps INITIAL.");
        }

        return new WindowRequest(
            strace, calls ?? 1, at is null or CliOptions.Each ? null : LineOf(at), touched ?? CliOptions.All, pid);
    }

    private static long LineOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line > 0
            ? line
            : throw new UsageException($"With --strace, --at takes the number of a line of the log, or `each`, and "
                + $"`{text}` is neither. Usual cause: an address or a name. Look the call up in the log.");
}
