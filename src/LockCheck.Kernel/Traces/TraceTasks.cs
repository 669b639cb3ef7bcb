namespace LockCheck.Kernel.Traces;

/// <summary>
/// The threads of a log: who shares a memory map and file descriptors with whom. A child may speak before the clone
/// that made it has ended in the log; then it is the child of the clone that began first, until that says otherwise.
/// </summary>
internal sealed class TraceTasks(TraceSpace root)
{
    private readonly Dictionary<long, TraceThread> _threads = [];
    private readonly List<TraceThread> _cloning = [];
    private TraceThread? _last;

    /// <summary>The first thread.</summary>
    public TraceThread? First { get; private set; }

    /// <summary>How many threads there were.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them the log tells no clone of; they are taken for threads.</summary>
    public long Unannounced { get; private set; }

    /// <summary>The thread of a line, which is made if it is new.</summary>
    public TraceThread Get(long tid)
    {
        if (_last is { } last && last.Tid == tid)
        {
            return last;
        }

        if (!_threads.TryGetValue(tid, out var thread))
        {
            thread = Adopt(tid);
        }

        return _last = thread;
    }

    /// <summary>The process of a thread; the thread itself if it is not known.</summary>
    public long ProcessOf(long tid) => _threads.TryGetValue(tid, out var thread) ? thread.Process : tid;

    /// <summary>The thread, if there is one.</summary>
    public TraceThread? Find(long tid) => _threads.GetValueOrDefault(tid);

    /// <summary>A clone, fork or vfork begins, and does not end on its line.</summary>
    public void BeginClone(TraceThread parent) => _cloning.Add(parent);

    /// <summary>A clone, fork or vfork has ended.</summary>
    /// <param name="parent">Who made it.</param>
    /// <param name="tid">The child, or 0 if it failed.</param>
    /// <param name="kind">Which call it was.</param>
    /// <param name="args">Its arguments.</param>
    public void EndClone(TraceThread parent, long tid, CallKind kind, ReadOnlySpan<byte> args)
    {
        _cloning.Remove(parent);
        if (tid <= 0)
        {
            return;
        }

        if (_threads.TryGetValue(tid, out var child))
        {
            if (child.GuessedParent is not { } guessed)
            {
                return;
            }

            child.GuessedParent = null;
            if (guessed == parent)
            {
                return;
            }

            Exit(child);
        }

        Make(parent, tid, kind, args);
    }

    /// <summary>A thread ends: its map goes with the last one that uses it.</summary>
    public void Exit(TraceThread thread)
    {
        _cloning.Remove(thread);
        thread.Space.Pending.Remove(thread);
        _threads.Remove(thread.Tid);
        _last = null;
        Leave(thread);
    }

    /// <summary>A thread gets another map.</summary>
    public static void Move(TraceThread thread, TraceSpace space)
    {
        Leave(thread);
        thread.Space = space;
        space.Users++;
        thread.Files = thread.Files.Fork();
    }

    private static void Leave(TraceThread thread)
    {
        if (--thread.Space.Users == 0)
        {
            thread.Space.Space?.Clear();
            thread.Space.Space = null;
        }
    }

    private TraceThread Adopt(long tid)
    {
        if (First is null)
        {
            return First = Add(new TraceThread(tid, tid, root, new OpenFiles()));
        }

        var parent = _cloning.Find(one => !_threads.Values.Any(child => child.GuessedParent == one));
        if (parent is not null)
        {
            // The arguments begin behind the name.
            var call = parent.Unfinished.AsSpan();
            var child = Make(parent, tid, parent.UnfinishedKind, call[(call.IndexOf((byte)'(') + 1)..]);
            child.GuessedParent = parent;
            return child;
        }

        Unannounced++;
        var beside = _last ?? First;
        return Add(new TraceThread(tid, beside.Process, beside.Space, beside.Files) { IsUnannounced = true });
    }

    private TraceThread Make(TraceThread parent, long tid, CallKind kind, ReadOnlySpan<byte> args)
    {
        var isClone = kind == CallKind.Clone;
        var sharesSpace = kind == CallKind.Vfork || (isClone && Has(args, "CLONE_VM"u8));
        var space = sharesSpace ? parent.Space : new TraceSpace { Space = parent.Space.Space?.Fork() };
        var files = isClone && Has(args, "CLONE_FILES"u8) ? parent.Files : parent.Files.Fork();
        var process = isClone && Has(args, "CLONE_THREAD"u8) ? parent.Process : tid;
        return Add(new TraceThread(tid, process, space, files));
    }

    private TraceThread Add(TraceThread thread)
    {
        thread.Space.Users++;
        Count++;
        _threads[thread.Tid] = thread;
        return thread;
    }

    /// <summary>Whether a flag is among them, and not only the beginning of another (CLONE_VM, CLONE_VFORK).</summary>
    private static bool Has(ReadOnlySpan<byte> args, ReadOnlySpan<byte> flag)
    {
        for (var rest = args; ;)
        {
            var at = rest.IndexOf(flag);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + flag.Length)..];
            if (rest.IsEmpty || !(char.IsAsciiLetterUpper((char)rest[0]) || rest[0] == (byte)'_'))
            {
                return true;
            }
        }
    }
}
