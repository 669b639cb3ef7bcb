using System.Globalization;
using System.Text;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Kernel.Traces;

/// <summary>
/// Makes the calls of a log, and compares what they return. Where log and model differ the log is right: memory lies
/// where it says, and a call that failed there is taken back.
/// </summary>
internal sealed class CallPlayer(TraceRequest request)
{
    /// <summary>How many names of unknown calls are kept apart.</summary>
    private const int NamesMax = 1000;

    private const int ShownLength = 160;
    private readonly PlacingCalls _memory = new(request.Touched);
    private readonly OtherCalls _other = new();
    private readonly Dictionary<string, long> _unknown = new(StringComparer.Ordinal);
    private readonly List<ReturnDifference> _differences = [];
    private long _calls;
    private long _unmapped;
    private long _differing;
    private long _unknownCalls;

    /// <summary>The names of anonymous memory.</summary>
    public List<string> Names => _other.Names;

    /// <summary>A call that nobody knows.</summary>
    public void Unknown(ReadOnlySpan<byte> name)
    {
        _unknownCalls++;
        var text = Encoding.ASCII.GetString(name);
        text = _unknown.Count < NamesMax || _unknown.ContainsKey(text) ? text : "others";
        _unknown[text] = _unknown.GetValueOrDefault(text) + 1;
    }

    /// <summary>Makes a call.</summary>
    /// <param name="thread">Who makes it.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="call">Its line.</param>
    /// <param name="line">The number of the line.</param>
    /// <param name="text">Names VMAs where windows are taken from the thread's calls; null elsewhere.</param>
    public void Play(TraceThread thread, CallKind kind, in StraceLine call, long line, MapsText? text = null)
    {
        var args = new StraceArgs(call.Args, line);
        if (kind is CallKind.Open or CallKind.Dup or CallKind.Close or CallKind.CloseRange or CallKind.ShmGet)
        {
            Describe(thread, kind, call, args);
            return;
        }

        if (!call.HasResult)
        {
            // The thread died in it; what it did is not known, and its map is about to go.
            return;
        }

        if (thread.Space.Space is not { } space)
        {
            _unmapped++;
            return;
        }

        _calls++;
        thread.Space.Version++;
        var hasFailed = call.Result < 0 && !call.Error.IsEmpty;
        var said = hasFailed ? ErrnoNames.Of(call.Error) : call.Result;
        var before = hasFailed ? space.Duplicate() : null;
        if (text is not null)
        {
            request.Windows?.Before(space, text);
        }

        if (thread.Space.Pending.Count > 0)
        {
            MakeRoom(thread.Space, space, said, line);
        }

        var made = Make(thread, space, kind, args, said);
        var got = made ?? said;
        if (made is null)
        {
            Unknown(Named(kind, call));
        }

        if (before is not null)
        {
            // What a failed call did before it failed stays, if it failed here too.
            var wrong = got == said ? before : space;
            thread.Space.Space = got == said ? space : before;
            wrong.Clear();
        }

        if (text is not null)
        {
            request.Windows?.After(
                (kind, said),
                args,
                LockingCalls.TakesLock(kind, args, said),
                Shown(call.Rest),
                thread.Space.Space!,
                text,
                line);
        }

        if (got != said)
        {
            _differing++;
            if (_differences.Count < request.ShownMax)
            {
                _differences.Add(new ReturnDifference(line, Shown(call.Rest), Value(said, call), Value(got, default)));
            }
        }
    }

    /// <summary>The counts, for the outcome.</summary>
    public TraceOutcome Outcome(TraceTasks tasks) => new()
    {
        Process = 0,
        Map = [],
        Line = 0,
        Moment = string.Empty,
        Lines = 0,
        Calls = _calls,
        Unmapped = _unmapped,
        Threads = tasks.Count,
        Unannounced = tasks.Unannounced,
        UnknownCalls = _unknownCalls,
        Unknown = [.. _unknown.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))],
        Differing = _differing,
        Differences = [.. _differences],
    };

    private static string Shown(ReadOnlySpan<byte> text)
    {
        var shown = Encoding.Latin1.GetString(text.Length > ShownLength ? text[..ShownLength] : text);
        return text.Length > ShownLength ? shown + "..." : shown;
    }

    private static string Value(long value, in StraceLine call) =>
        !call.Error.IsEmpty ? "-" + Encoding.ASCII.GetString(call.Error)
        : value is < 0 or < 4096 ? ErrnoText.Of(value)
        : string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    private static ReadOnlySpan<byte> Named(CallKind kind, in StraceLine call)
    {
        var advice = new StraceArgs(call.Args, 0);
        _ = advice.Next();
        _ = advice.Next();
        return kind == CallKind.Madvise
            ? (byte[])[.. "madvise "u8, .. advice.Next()]
            : call.Name;
    }

    private static void MakeRoom(TraceSpace owner, ExactSpace space, long said, long line)
    {
        foreach (var thread in owner.Pending)
        {
            if (thread.IsMadeEarly || thread.Unfinished is not { } call)
            {
                continue;
            }

            var args = new StraceArgs(call.AsSpan(call.AsSpan().IndexOf((byte)'(') + 1), line);
            var copy = args;
            var start = copy.Number("an address");
            var end = start + copy.Number("a length");
            if (said >= 0 && (ulong)said >= start && (ulong)said < end)
            {
                // Its place was given to another already, so that it has been made.
                _ = PlacingCalls.Munmap(space, args);
                thread.IsMadeEarly = true;
            }
        }
    }

    private long? Make(TraceThread thread, ExactSpace space, CallKind kind, StraceArgs args, long said)
    {
        switch (kind)
        {
            case CallKind.MlockAll or CallKind.MunlockAll:
                if (said == 0)
                {
                    PlacingCalls.LockAll(thread.Space, space, args, kind == CallKind.MlockAll);
                }

                return said;
            default:
                return kind switch
                {
                    CallKind.Mmap => _memory.Mmap(thread, space, args, said),
                    CallKind.Munmap => PlacingCalls.Munmap(space, args),
                    CallKind.Mprotect => _memory.Mprotect(space, args, hasKey: false),
                    CallKind.PkeyMprotect => _memory.Mprotect(space, args, hasKey: true),
                    CallKind.Mremap => _memory.Mremap(space, args, said),
                    CallKind.Brk => _memory.Brk(thread, space, args, said),
                    CallKind.Madvise => OtherCalls.Madvise(space, args, said),
                    CallKind.Mlock or CallKind.Mlock2 or CallKind.Munlock => PlacingCalls.Lock(space, args, kind, said),
                    CallKind.Mseal => space.Mseal(args.Number("an address"), args.Number("a length")),
                    CallKind.Mbind => _other.Mbind(space, args),
                    CallKind.RemapFilePages => PlacingCalls.RemapFilePages(space, args),
                    CallKind.Prctl => _other.Prctl(space, args, said),
                    CallKind.Shmat => _other.Shmat(space, args, said),
                    CallKind.Shmdt => OtherCalls.Shmdt(space, args),
                    _ => throw new InvalidOperationException($"Nobody makes {kind}."),
                };
        }
    }

    private void Describe(TraceThread thread, CallKind kind, in StraceLine call, StraceArgs args)
    {
        if (!call.HasResult || call.Result < 0)
        {
            return;
        }

        var result = unchecked((int)call.Result);
        switch (kind)
        {
            case CallKind.Open:
                thread.Files.Open(result, !call.Name.StartsWith("open"u8) || call.Args.IndexOf("O_RDWR"u8) >= 0);
                break;
            case CallKind.Close:
                var closed = args.Descriptor(out _);
                thread.Files.Close(closed, closed);
                break;
            case CallKind.CloseRange:
                var first = (int)args.Number("a first descriptor");
                var last = args.Number("a last descriptor");
                thread.Files.Close(first, last > int.MaxValue ? int.MaxValue : (int)last);
                break;
            case CallKind.ShmGet:
                _other.ShmGet(args, call.Result);
                break;
            default:
                var from = args.Descriptor(out _);
                if (!call.Name.SequenceEqual("fcntl"u8) || args.Next().StartsWith("F_DUPFD"u8))
                {
                    thread.Files.Dup(from, result);
                }

                break;
        }
    }
}
