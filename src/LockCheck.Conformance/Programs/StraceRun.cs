using System.Diagnostics;
using System.Globalization;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Programs;

/// <summary>
/// Runs a program under strace, which holds it for a moment where its map is wanted: behind its exec, and before its
/// end. The exec that strace makes itself it does not hold; so it starts env, which executes the program.
/// </summary>
internal sealed unsafe class StraceRun : IDisposable
{
    /// <summary>For how long somebody is held, in microseconds.</summary>
    private const int HeldMicroseconds = 200_000;

    private const int NonBlocking = 0x800;
    private const int PollMilliseconds = 100;
    private const int BufferBytes = 1 << 16;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lockcheck-");
    private readonly StraceLog _log = new();
    private readonly CheckContext _context;
    private readonly int _pipe;
    private Process? _strace;
    private string? _complaint;
    private string? _initial;
    private string? _final;
    private int _start;

    /// <summary>Makes the pipe for the log.</summary>
    /// <exception cref="ProgramException">It cannot be made.</exception>
    public StraceRun(CheckContext context)
    {
        _context = context;
        LogPath = Path.Combine(_folder.FullName, "log");
        _pipe = Libc.MakePipe(LogPath, 0x180) == 0
            ? Libc.Open(LogPath, Libc.ReadOnly | NonBlocking | Libc.CloseOnExec, 0)
            : -1;
        if (_pipe < 0)
        {
            _folder.Delete(recursive: true);
            throw new ProgramException($"no pipe can be made at {LogPath}");
        }
    }

    private string LogPath { get; }

    /// <summary>Runs it to its end.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="seconds">The most time.</param>
    /// <exception cref="ProgramException">It was not recorded.</exception>
    public ProgramRecording Record(string program, IReadOnlyList<string> arguments, double seconds)
    {
        var delay = HeldMicroseconds.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("strace")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[
            "-f", "-y", "-e", "trace=memory,desc,process", "-e", $"inject=execve:delay_exit={delay}", "-e",
            $"inject=exit_group:delay_enter={delay}", "-o", LogPath, "env", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        _strace = Process.Start(start) ?? throw new ProgramException("strace cannot be started");
        _strace.OutputDataReceived += static (_, _) => { };
        _strace.ErrorDataReceived += (_, line) => _complaint ??=
            line.Data?.StartsWith("strace: ", StringComparison.Ordinal) == true ? line.Data : null;
        _strace.BeginOutputReadLine();
        _strace.BeginErrorReadLine();
        _strace.StandardInput.Close();
        Follow(seconds);
        return new ProgramRecording(
            _log.From(_start),
            _initial ?? throw new ProgramException(_complaint ?? "the program was not executed"),
            _final ?? throw new ProgramException(
                "the map at the end was not to be had: the program did not end by exit_group"));
    }

    /// <summary>Ends strace and what runs under it, if they still run.</summary>
    public void Dispose()
    {
        if (_strace is { HasExited: false })
        {
            _strace.Kill(entireProcessTree: true);
        }

        _strace?.Dispose();
        _ = Libc.Close(_pipe);
        _folder.Delete(recursive: true);
    }

    private static string? StateOf(int process, int thread)
    {
        try
        {
            var text = File.ReadAllText(string.Create(
                CultureInfo.InvariantCulture, $"/proc/{process}/task/{thread}/stat"));
            return text.Substring(text.LastIndexOf(')') + 2, 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Follow(double seconds)
    {
        var begun = _context.Clock.GetTimestamp();
        var buffer = new byte[BufferBytes];
        while (true)
        {
            if (_context.Cancellation.IsCancellationRequested)
            {
                throw new ProgramException("interrupted");
            }

            if (_context.Clock.GetElapsedTime(begun).TotalSeconds > seconds)
            {
                throw new ProgramException(string.Create(
                    CultureInfo.InvariantCulture, $"the program did not end within {seconds} s; --seconds gives more"));
            }

            var file = new Libc.PollFile { File = _pipe, Wanted = Libc.PollIn };
            if (Libc.Poll(&file, 1, PollMilliseconds) <= 0)
            {
                if (_strace!.HasExited)
                {
                    return;
                }

                continue;
            }

            nint count;
            fixed (byte* bytes = buffer)
            {
                count = Libc.Read(_pipe, bytes, BufferBytes);
            }

            if (count == 0)
            {
                return;
            }

            if (count > 0)
            {
                Take(buffer.AsSpan(0, (int)count));
            }
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        var (execs, exits) = (_log.Execs, _log.Exits.Count);
        _log.Add(bytes);
        if (_log.Execs > execs && _log.Execs > 1)
        {
            // The first exec is that of env. A program that executes another one, as scripts do at their end, is that
            // one from there on.
            _final = null;
            _start = _log.LastExec;
            _initial = MapWhileHeld(_log.First) ?? throw new ProgramException(
                "strace did not hold the program behind its exec for long enough");
        }

        foreach (var thread in _log.Exits.Skip(exits))
        {
            // A thread of the program, and not of a child of it.
            if (_initial is not null && StateOf(_log.First, thread) is not null)
            {
                _final = MapWhileHeld(thread) ?? throw new ProgramException(
                    "strace did not hold the program before its end for long enough");
            }
        }
    }

    /// <summary>The map, if the thread is held before it is read, after it, and not for as long as it may be.</summary>
    private string? MapWhileHeld(int thread)
    {
        const string Traced = "t";
        var begun = _context.Clock.GetTimestamp();
        var isHeld = StateOf(_log.First, thread) == Traced;
        var map = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{_log.First}/maps"));
        return isHeld && StateOf(_log.First, thread) == Traced &&
            _context.Clock.GetElapsedTime(begun).TotalMicroseconds < HeldMicroseconds / 2 ? map : null;
    }
}
