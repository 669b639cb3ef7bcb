using System.Numerics;
using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>Takes steps that are in the memo, on records of states, and puts steps that were run into it.</summary>
/// <param name="pieces">The pieces of states.</param>
/// <param name="memo">The memo.</param>
internal sealed unsafe class StepBook(StatePieces pieces, StepMemo memo)
{
    /// <summary>Starts to load what is known of a step.</summary>
    /// <param name="record">The state.</param>
    /// <param name="thread">The number of the thread.</param>
    /// <returns>The key of the step.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StepKey Announce(byte* record, uint thread)
    {
        var key = StepKey.Of(pieces, record, thread);
        memo.Prefetch(key);
        return key;
    }

    /// <summary>Takes a known step.</summary>
    /// <param name="record">The state before it, to become the one after it.</param>
    /// <param name="slot">The thread.</param>
    /// <param name="outcome">What the step led to.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(byte* record, int slot, in StepOutcome outcome)
    {
        StatePieces.SumIn(record) += outcome.Change;
        var places = StatePieces.PlacesIn(record);
        if (outcome.Count <= StepOutcome.ChangesMax)
        {
            for (var i = 0; i < outcome.Count; i++)
            {
                places[outcome.Places[i]] = outcome.Numbers[i];
            }
        }
        else
        {
            var changes = memo.ChangesOf(in outcome);
            for (var i = 0; i < outcome.Count; i++)
            {
                places[changes[i].Place] = changes[i].Number;
            }
        }

        pieces.ThreadsIn(record)[slot] = outcome.Thread;
    }

    /// <summary>
    /// Remembers a step that did one thing only, and to its own thread and the world only; or that a thread is blocked.
    /// </summary>
    /// <param name="before">The state before it.</param>
    /// <param name="slot">The thread.</param>
    /// <param name="units">The units of the world that it, or the question whether it is blocked, looked at.</param>
    /// <param name="after">The state after it; null if it is blocked.</param>
    public void Remember(byte* before, int slot, ulong units, byte* after)
    {
        var thread = pieces.ThreadsIn(before)[slot];
        ref var looks = ref pieces.Thread(thread)->Looks;
        var seen = pieces.PartsOf(units) << (StatePieces.StatusesAt + 1);
        if ((seen & ~Volatile.Read(ref looks)) != 0)
        {
            Interlocked.Or(ref looks, seen);
        }

        var outcome = new StepOutcome { Thread = StepMemo.Blocked };
        if (after is not null)
        {
            outcome.Thread = pieces.ThreadsIn(after)[slot];
            outcome.Change = StatePieces.SumIn(after) - StatePieces.SumIn(before);
            if (!WriteChanges(ref outcome, before, after, seen))
            {
                return;
            }
        }

        memo.Remember(StepKey.Of(pieces, before, thread), &outcome);
    }

    private bool WriteChanges(ref StepOutcome outcome, byte* before, byte* after, ulong seen)
    {
        var changes = stackalloc PlaceChange[StatePieces.PlacesMax];
        var count = 0;
        var from = StatePieces.PlacesIn(before);
        var to = StatePieces.PlacesIn(after);
        for (var rest = seen | (1UL << StatePieces.StatusesAt); rest != 0; rest &= rest - 1)
        {
            var place = BitOperations.TrailingZeroCount(rest);
            if (from[place] != to[place])
            {
                changes[count++] = new PlaceChange((uint)place, to[place]);
            }
        }

        return memo.Write(ref outcome, changes, count);
    }
}
