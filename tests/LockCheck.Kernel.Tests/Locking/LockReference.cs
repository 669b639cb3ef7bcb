namespace LockCheck.Kernel.Tests.Locking;

/// <summary>A state of the reference lock: strings, one character a thread, and lists of threads as digits.</summary>
internal readonly record struct LockState(string Places, string Left, string Queue, string Granted, bool HasSignal);

/// <summary>
/// The rwsem of protocols.md 1.2 a second time, as transitions between rows, and a plain enumeration of its states.
/// Threads are named as in <see cref="LockScripts"/>: r, w, d, k, K.
/// </summary>
internal sealed class LockReference
{
    private const char AtLock = 'l';
    private const char Reading = 'r';
    private const char Writing = 'w';
    private const char Ended = 'e';

    private readonly string _kinds;
    private readonly bool _hasQueue;
    private readonly bool _signals;

    public LockReference(string kinds, RwSemLevel level, int rounds, bool signals)
    {
        _kinds = kinds;
        _hasQueue = level == RwSemLevel.L1;
        _signals = signals;
        var start = new LockState(
            new string(AtLock, kinds.Length), new string((char)('0' + rounds), kinds.Length), "", "", false);
        var seen = new HashSet<LockState> { start };
        var open = new Queue<LockState>(seen);
        while (open.TryDequeue(out var state))
        {
            var next = Enumerable.Range(0, kinds.Length).SelectMany(thread => Moves(state, thread)).ToList();
            Transitions += next.Count;
            Terminals += next.Count == 0 && state.Places.All(place => place == Ended) ? 1 : 0;
            Deadlocks += next.Count == 0 && state.Places.Any(place => place != Ended) ? 1 : 0;
            foreach (var fresh in next.Where(seen.Add))
            {
                open.Enqueue(fresh);
            }
        }

        States = seen.Count;
    }

    public int States { get; }

    public int Transitions { get; }

    public int Terminals { get; }

    public int Deadlocks { get; }

    private static LockState At(LockState state, int thread, char place) =>
        state with { Places = With(state.Places, thread, place) };

    private static string With(string row, int at, char value) => $"{row[..at]}{value}{row[(at + 1)..]}";

    private static string Without(string list, int thread) => list.Replace($"{thread}", "");

    private bool IsReader(int thread) => _kinds[thread] is 'r' or 'k';

    private bool IsKillable(int thread) => _kinds[thread] is 'k' or 'K';

    private IEnumerable<LockState> Moves(LockState state, int thread) => state.Places[thread] switch
    {
        Reading => [Round(state, thread)],
        Writing when _kinds[thread] == 'd' => [Wake(At(state, thread, Reading))],
        Writing => [Wake(Round(state, thread))],
        AtLock => Acquire(state, thread),
        _ => [],
    };

    private IEnumerable<LockState> Acquire(LockState state, int thread)
    {
        var taken = At(state, thread, IsReader(thread) ? Reading : Writing) with
        {
            Queue = Without(state.Queue, thread),
            Granted = Without(state.Granted, thread),
        };
        if (state.Granted.Contains($"{thread}"))
        {
            return [taken];
        }

        var isQueued = state.Queue.Contains($"{thread}");
        var isFree = !state.Places.Contains(Writing) &&
            (IsReader(thread) ? !isQueued : !state.Places.Contains(Reading) && state.Granted.Length == 0);
        if (_hasQueue && !isFree && !isQueued)
        {
            return [state with { Queue = $"{state.Queue}{thread}" }];
        }

        // Only a thread that sleeps is interrupted, and only once a run.
        var isKilled = (isQueued || !isFree) && _signals && !state.HasSignal && IsKillable(thread);
        var killed = At(state, thread, Ended) with
        {
            Left = With(state.Left, thread, '0'),
            Queue = Without(state.Queue, thread),
            HasSignal = true,
        };
        if (state.Queue.StartsWith($"{thread}") && !state.Places.Contains(Writing))
        {
            killed = Wake(killed);
        }

        return [.. isFree ? [taken] : Array.Empty<LockState>(), .. isKilled ? [killed] : Array.Empty<LockState>()];
    }

    /// <summary>The end of a round: the next one, or the thread's end.</summary>
    private LockState Round(LockState state, int thread)
    {
        var left = (char)(state.Left[thread] - 1);
        return At(state, thread, left == '0' ? Ended : AtLock) with { Left = With(state.Left, thread, left) };
    }

    /// <summary>A writer lets go: with a reader at its head, all readers of the list are granted the lock.</summary>
    private LockState Wake(LockState state)
    {
        if (state.Queue.Length == 0 || !IsReader(state.Queue[0] - '0'))
        {
            return state;
        }

        var readers = state.Queue.Where(entry => IsReader(entry - '0'));
        return state with
        {
            Granted = string.Concat(state.Granted.Concat(readers).Order()),
            Queue = string.Concat(state.Queue.Where(entry => !IsReader(entry - '0'))),
        };
    }
}
