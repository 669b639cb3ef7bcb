using System.Text;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>Replays a log of strace on an <see cref="ExactSpace"/> for each process: line by line, in bounded memory.
/// </summary>
public sealed class TraceReplay
{
    private const int LinesPerReport = 1 << 16;
    private readonly TraceRequest _request;
    private readonly TraceTasks _tasks;
    private readonly CallPlayer _player;
    private readonly MapMoments _moments;
    private readonly MapsText _text;
    private readonly Dictionary<long, string> _inodes = [];
    private readonly Queue<long> _touches;
    private bool _isStarted;
    private bool _isProgram;
    private long _line;

    /// <summary>Begins with the initial map.</summary>
    public TraceReplay(TraceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _request = request;
        _player = new CallPlayer(request);
        _tasks = new TraceTasks(FirstSpace());
        _touches = new Queue<long>(request.Touched.Lines.Distinct());
        var stack = request.Initial.Lines.LastOrDefault(line => line.GrowsDown);
        var gate = request.Initial.Lines.FirstOrDefault(
            line => string.Equals(line.Name, "[vsyscall]", StringComparison.Ordinal));
        _text = new MapsText(
            _inodes, _player.Names, stack is null ? -1 : (long)(stack.End >> ExactSpace.PageShift) - 1, gate);
        _moments = new MapMoments(request, _text);
    }

    /// <summary>Replays a log to its end.</summary>
    /// <param name="log">The log.</param>
    /// <param name="report">Is told now and then how many lines and bytes were read.</param>
    /// <param name="cancellation">Ends it early; the outcome is that of what was read.</param>
    /// <exception cref="TraceException">A line that cannot be read, or no map of the process.</exception>
    public TraceOutcome Run(Stream log, Action<long, long>? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        var lines = new TraceLines(log);
        while (lines.TryNext(out var text))
        {
            _line = lines.Number;
            if (StraceLine.Parse(text, out var parsed) is { } wrong)
            {
                throw new TraceException(_line, wrong, text);
            }

            while (_touches.TryPeek(out var at) && at <= _line)
            {
                Touch(_touches.Dequeue());
            }

            Play(parsed, text);
            if (_line == _request.Until)
            {
                _moments.End(Watched()?.Space.Space, _line, "where it was asked for");
            }

            if (_request.Windows is { IsDone: true })
            {
                break;
            }

            if (_line % LinesPerReport == 0)
            {
                report?.Invoke(lines.Number, lines.Bytes);
                if (cancellation.IsCancellationRequested)
                {
                    break;
                }
            }
        }

        _request.Windows?.End();
        _moments.End(Watched()?.Space.Space, _line, "the end of the log");
        return Outcome(lines);
    }

    private TraceOutcome Outcome(TraceLines lines)
    {
        if (_moments.Map is not { } map)
        {
            throw _request.Process is { } process
                ? new TraceException(
                    $"the log ends at line {lines.Number}, and there was no map of process {process}",
                    "the id of a thread, or of a process that executed a program at once",
                    "Give the id of a process that the log shows between a fork and an exec, or leave --pid out")
                : new TraceException(
                    $"the log ends at line {lines.Number}, and there is no call in it",
                    "a program that strace could not start, or the log of another run",
                    "Record it again with `strace -f -y -o LOG`");
        }

        return _player.Outcome(_tasks) with
        {
            Process = _request.Process ?? _tasks.First?.Process ?? 0,
            Map = [.. map],
            Line = _moments.Line,
            Moment = _moments.Moment,
            Comparison = _moments.Comparison,
            Lines = lines.Number,
        };
    }

    private void Play(in StraceLine line, ReadOnlySpan<byte> text)
    {
        if (line.Kind == LineKind.Note)
        {
            return;
        }

        var thread = _tasks.Get(line.Pid);
        switch (line.Kind)
        {
            case LineKind.Exit:
                if (IsWatched(thread) && thread.Space.Users == 1)
                {
                    _moments.End(thread.Space.Space, _line, "where the process ends");
                }

                _tasks.Exit(thread);
                break;
            case LineKind.Superseded:
                // The first thread of the process takes over the exec of another.
                if (TraceNumber.TryDecimal(line.Name, out var tid) && _tasks.Find(tid) is { } other)
                {
                    (thread.Unfinished, thread.UnfinishedKind) = (other.Unfinished, other.UnfinishedKind);
                    _tasks.Exit(other);
                }

                break;
            case LineKind.Unfinished:
                Begin(thread, line);
                break;
            case LineKind.Resumed:
                Resume(thread, line, text);
                break;
            default:
                Do(thread, CallNames.Of(line.Name), line);
                break;
        }
    }

    private void Begin(TraceThread thread, in StraceLine line)
    {
        var kind = CallNames.Of(line.Name);
        thread.UnfinishedKind = kind;
        thread.Unfinished = kind is CallKind.Harmless or CallKind.Unknown ? [] : line.Rest.ToArray();
        switch (kind)
        {
            case CallKind.Unknown:
                _player.Unknown(line.Name);
                break;
            case CallKind.Exit:
                Ends(thread, "where the process exits");
                break;
            case CallKind.Clone or CallKind.Fork or CallKind.Vfork:
                _tasks.BeginClone(thread);
                break;
            case CallKind.Munmap:
                thread.Space.Pending.Add(thread);
                break;
        }
    }

    private void Resume(TraceThread thread, in StraceLine line, ReadOnlySpan<byte> text)
    {
        var began = thread.Unfinished;
        var kind = thread.UnfinishedKind;
        thread.Unfinished = null;
        thread.Space.Pending.Remove(thread);
        if (began is null)
        {
            kind = CallNames.Of(line.Name);
            if (kind > CallKind.Exit)
            {
                throw new TraceException(_line, "a call goes on that did not begin in the log", text);
            }

            return;
        }

        var isOver = line.Rest.EndsWith("<unfinished ...>"u8) || line.Rest.EndsWith("<detached ...>"u8);
        if (isOver || began.Length == 0 || thread.IsMadeEarly)
        {
            thread.IsMadeEarly = false;
            return;
        }

        byte[] whole = [.. began, .. line.Rest];
        if (StraceLine.ParseCall(whole, out var call) is { } wrong)
        {
            throw new TraceException(_line, $"{wrong}, put together from its two lines", whole);
        }

        Do(thread, kind, call);
    }

    private void Do(TraceThread thread, CallKind kind, in StraceLine call)
    {
        switch (kind)
        {
            case CallKind.Harmless or CallKind.RobustList:
                break;
            case CallKind.Unknown:
                _player.Unknown(call.Name);
                break;
            case CallKind.Read:
                Read(call);
                break;
            case CallKind.Clone or CallKind.Fork or CallKind.Vfork:
                _tasks.EndClone(thread, call.HasResult ? call.Result : 0, kind, call.Args);
                break;
            case CallKind.Exec:
                if (call.Result == 0 && call.HasResult)
                {
                    Exec(thread, call);
                }

                break;
            case CallKind.Exit:
                Ends(thread, "where the process exits");
                break;
            default:
                if (kind == CallKind.Brk && HasExecuted(thread, call))
                {
                    thread.Process = thread.Tid;
                    TraceTasks.Move(thread, new TraceSpace());
                }

                _player.Play(thread, kind, call, _line, IsWatched(thread) ? _text : null);
                break;
        }
    }

    /// <summary>
    /// Whether a child has another program's heap, so that the log leaves its exec out: brk(NULL) is the first call of
    /// most programs.
    /// </summary>
    private bool HasExecuted(TraceThread thread, in StraceLine call) =>
        (thread.IsUnannounced || thread.Process != _tasks.First!.Process) && call.Args.SequenceEqual("NULL"u8) &&
        thread.Space.Space is { StartBrk: > 0 } space && space.Brk != (ulong)call.Result;

    /// <summary>Whether somebody reads the map that is asked for.</summary>
    private void Read(in StraceLine call)
    {
        if (call.Result <= 0 || call.Args.IndexOf("/maps>"u8) < 0)
        {
            return;
        }

        var args = new StraceArgs(call.Args, _line);
        _ = args.Descriptor(out var path);
        if (!path.StartsWith("/proc/"u8) || !path.EndsWith("/maps"u8))
        {
            return;
        }

        var id = path["/proc/".Length..];
        id = id[..id.IndexOf((byte)'/')];
        var data = args.Next().TrimStart((byte)'"');
        var dash = data.IndexOf((byte)'-');
        if (TraceNumber.TryDecimal(id, out var pid) && _tasks.Find(pid) is { } target && IsWatched(target) &&
            dash is >= 8 and <= 16 && System.Buffers.Text.Utf8Parser.TryParse(data[..dash], out ulong from, out _, 'x'))
        {
            _moments.Read(target.Space, from, _line);
        }
    }

    /// <summary>
    /// The first exec makes the initial map, or a later one of the program that is mapped there. Behind any other, the
    /// map is not known.
    /// </summary>
    private void Exec(TraceThread thread, in StraceLine call)
    {
        var isFirst = thread == _tasks.First;
        var isProgram = isFirst && !_isProgram && RunsProgram(call.Args);
        if (isFirst && (isProgram || !_isStarted))
        {
            _isProgram = isProgram;
            _isStarted = true;
            TraceTasks.Move(thread, FirstSpace());
            return;
        }

        // Who keeps its id over an exec is no thread of another process.
        thread.Process = thread.Tid;
        Ends(thread, "where the process executes another program");
        TraceTasks.Move(thread, new TraceSpace());
    }

    private bool RunsProgram(ReadOnlySpan<byte> args)
    {
        var path = new StraceArgs(args, _line).Next().Trim((byte)'"');
        var name = Encoding.UTF8.GetString(path[(path.LastIndexOf((byte)'/') + 1)..]);
        return _request.Initial.Program is { } program &&
            string.Equals(Path.GetFileName(program), name, StringComparison.Ordinal);
    }

    private TraceSpace FirstSpace()
    {
        _inodes.Clear();
        var space = _request.Initial.ToSpace(_inodes);
        _request.Touched.After(space, 0, ExactSpace.PagesMax);
        return new TraceSpace { Space = space };
    }

    private bool IsWatched(TraceThread thread) =>
        thread.Process == (_request.Process ?? _tasks.First!.Process);

    private TraceThread? Watched() => _request.Process is { } process ? _tasks.Find(process) : _tasks.First;

    private void Ends(TraceThread thread, string moment)
    {
        if (IsWatched(thread))
        {
            _moments.End(thread.Space.Space, _line, moment);
        }
    }

    private void Touch(long line)
    {
        if (Watched()?.Space.Space is { } space)
        {
            _request.Touched.Before(space, line);
        }
    }
}
