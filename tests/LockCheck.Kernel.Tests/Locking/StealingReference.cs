namespace LockCheck.Kernel.Tests.Locking;

/// <summary>
/// A state of the rwsem at L2: a character a thread for where it is and for the rounds it has left, the wait list as
/// digits, HANDOFF, and whether the signal has struck.
/// </summary>
internal readonly record struct StealingState(string Places, string Left, string Queue, bool Handoff, bool HasSignal);

/// <summary>A reference with one rule of L2 left out: its counts have to differ.</summary>
internal enum StealingTwin
{
    None,
    ReadersPassQueuedWriters,
    ReadersNeverSteal,
    WritersNeverSteal,
    HandoffStopsNoReader,
    HandoffStopsNoWriter,
    WritersNeverAsk,
    AnyWriterMayGoOn,
    GrantedAtOnce,
    ThiefWakesNobody,
    FailedWakeNeverAsks,
    KilledKeepsHandoff,
    KilledWakesNobody,
    GrantKeepsHandoff,
}

/// <summary>
/// The rwsem of protocols.md 1.2 at L2 a second time, sharing nothing with the kernel model: transitions between rows
/// of characters, and a plain enumeration. Threads are named as in <see cref="LockScripts"/>: r, w, d, k, K.
/// </summary>
internal sealed class StealingReference
{
    private readonly string _kinds;
    private readonly bool _signals;
    private readonly StealingTwin _twin;

    public StealingReference(string kinds, int rounds, bool signals, StealingTwin twin = StealingTwin.None)
    {
        (_kinds, _signals, _twin) = (kinds, signals, twin);
        var all = new string('l', kinds.Length);
        var start = new StealingState(all, all.Replace('l', (char)('0' + rounds)), "", false, false);
        var seen = new HashSet<StealingState> { start };
        var open = new Queue<StealingState>(seen);
        while (open.TryDequeue(out var state))
        {
            var next = Enumerable.Range(0, kinds.Length).SelectMany(thread => Moves(state, thread)).ToList();
            var isOver = state.Places.All(place => place == 'e');
            Counts = (Counts.States + 1, Counts.Transitions + next.Count, Counts.Terminals + (isOver ? 1 : 0),
                Counts.Deadlocks + (next.Count == 0 && !isOver ? 1 : 0));
            foreach (var fresh in next.Where(seen.Add))
            {
                open.Enqueue(fresh);
            }
        }
    }

    public (long States, long Transitions, long Terminals, long Deadlocks) Counts { get; }

    private static StealingState At(StealingState state, int thread, char place) =>
        state with { Places = With(state.Places, thread, place) };

    private static string With(string row, int at, char value) => $"{row[..at]}{value}{row[(at + 1)..]}";

    private static bool IsWriteHeld(StealingState state) => state.Places.Contains('w');

    /// <summary>A reader that was granted the lock holds it, even if it has not run since.</summary>
    private static bool IsReadHeld(StealingState state) => state.Places.Any(place => place is 'r' or 'g');

    private static bool IsFree(StealingState state) => !IsWriteHeld(state) && !IsReadHeld(state);

    private bool Is(StealingTwin twin) => _twin == twin;

    private bool IsReader(int thread) => _kinds[thread] is 'r' or 'k';

    private bool IsReaderFirst(StealingState state) => state.Queue.Length > 0 && IsReader(state.Queue[0] - '0');

    /// <summary>
    /// Places: l at the lock, q asleep in the list, g granted, r and w inside, v between a release and its wake-up, e
    /// ended.
    /// </summary>
    private IEnumerable<StealingState> Moves(StealingState state, int thread) => state.Places[thread] switch
    {
        'l' => [MayComeIn(state, thread) ? Inside(state, thread) : Asleep(state, thread)],
        'q' => IsReader(thread) ? Killed(state, thread) : [.. Wakes(state, thread), .. Killed(state, thread)],
        'g' => [At(state, thread, 'r')],
        'r' => [Round(state, thread)],
        'w' when _kinds[thread] == 'd' => [Grant(At(state, thread, 'r'))],
        'w' when IsReaderFirst(state) && !state.Handoff && !Is(StealingTwin.GrantedAtOnce) => [At(state, thread, 'v')],
        'w' => [Grant(Round(state, thread))],
        'v' => WakeUp(Round(state, thread)),
        _ => [],
    };

    private bool MayComeIn(StealingState state, int thread)
    {
        if (state.Queue.Length == 0)
        {
            return IsReader(thread) ? !IsWriteHeld(state) : IsFree(state);
        }

        if (!IsReader(thread))
        {
            return IsFree(state) && (!state.Handoff || Is(StealingTwin.HandoffStopsNoWriter)) &&
                !Is(StealingTwin.WritersNeverSteal);
        }

        // (i) readers hold it: queue; (ii) nobody does, and no HANDOFF: steal; (iii) queue.
        return IsReadHeld(state)
            ? Is(StealingTwin.ReadersPassQueuedWriters)
            : !IsWriteHeld(state) && (!state.Handoff || Is(StealingTwin.HandoffStopsNoReader)) &&
                !Is(StealingTwin.ReadersNeverSteal);
    }

    private StealingState Inside(StealingState state, int thread)
    {
        var inside = At(state, thread, IsReader(thread) ? 'r' : 'w');
        return IsReader(thread) && !Is(StealingTwin.ThiefWakesNobody) ? Grant(inside) : inside;
    }

    private StealingState Asleep(StealingState state, int thread) =>
        At(state, thread, 'q') with { Queue = $"{state.Queue}{thread}" };

    /// <summary>A waiting writer: the first one takes a free lock, and may ask for one that is held.</summary>
    private IEnumerable<StealingState> Wakes(StealingState state, int thread)
    {
        var isFirst = state.Queue[0] - '0' == thread;
        if (IsFree(state) && (isFirst || Is(StealingTwin.AnyWriterMayGoOn)))
        {
            return [Gone(At(state, thread, 'w'), thread)];
        }

        return isFirst && !IsFree(state) && !state.Handoff && !Is(StealingTwin.WritersNeverAsk)
            ? [state with { Handoff = true }]
            : [];
    }

    private IEnumerable<StealingState> Killed(StealingState state, int thread)
    {
        if (!_signals || state.HasSignal || _kinds[thread] is not ('k' or 'K'))
        {
            return [];
        }

        var wasFirst = state.Queue[0] - '0' == thread;
        var gone = Gone(At(state, thread, 'e'), thread) with
        {
            Left = With(state.Left, thread, '0'),
            HasSignal = true,
        };
        gone = Is(StealingTwin.KilledKeepsHandoff) ? gone with { Handoff = state.Handoff } : gone;
        return wasFirst && !Is(StealingTwin.KilledWakesNobody) ? WakeUp(gone) : [gone];
    }

    private static StealingState Gone(StealingState state, int thread) => state with
    {
        Handoff = state.Handoff && state.Queue[0] - '0' != thread,
        Queue = state.Queue.Replace($"{thread}", ""),
    };

    /// <summary>The end of a round: the next one, or the thread's end.</summary>
    private static StealingState Round(StealingState state, int thread)
    {
        var left = (char)(state.Left[thread] - 1);
        return At(state, thread, left == '0' ? 'e' : 'l') with { Left = With(state.Left, thread, left) };
    }

    /// <summary>A wake-up that a writer may have overtaken: then the first reader may get HANDOFF.</summary>
    private IEnumerable<StealingState> WakeUp(StealingState state)
    {
        if (!IsWriteHeld(state))
        {
            return [Grant(state)];
        }

        return IsReaderFirst(state) && !state.Handoff && !Is(StealingTwin.FailedWakeNeverAsks)
            ? [state, state with { Handoff = true }]
            : [state];
    }

    private StealingState Grant(StealingState state) => !IsReaderFirst(state) ? state : state with
    {
        Places = string.Concat(state.Places.Select((place, at) => place == 'q' && IsReader(at) ? 'g' : place)),
        Queue = string.Concat(state.Queue.Where(entry => !IsReader(entry - '0'))),
        Handoff = state.Handoff && Is(StealingTwin.GrantKeepsHandoff),
    };
}
