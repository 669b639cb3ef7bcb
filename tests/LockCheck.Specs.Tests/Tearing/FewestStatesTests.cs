using LockCheck.Engine;
using LockCheck.Kernel;
using static LockCheck.Specs.Tests.Invariants.Script;

namespace LockCheck.Specs.Tests.Tearing;

/// <summary>The least number of states, against every choice of states.</summary>
public class FewestStatesTests
{
    private const int Histories = 600;

    [ThreadStatic]
    private static List<Piece>? s_events;

    // Goal: the number is the least, and it stays what it was when no state has the next record. Method: small random
    // histories of one read() call; every assignment of states is tried by code that knows nothing of costs.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Random_histories_need_as_many_states_as_brute_force_says(bool outdated)
    {
        var seen = new SortedSet<int>();
        var impossible = 0;
        for (var seed = 0; seed < Histories; seed++)
        {
            var call = new RandomCall(seed, outdated);
            var (states, all) = call.Fewest();
            s_events = call.Events;
            var writer = outdated ? null : (Func<Routine<int>>)Outlive;
            var measured = Tears(Replay, writer, deliversUnlocked: outdated, RandomCall.Layout).Split(',')[0];
            Assert.True(measured == $"states-{states}", $"seed {seed}: {states}, and measured {measured}");
            seen.Add(states);
            impossible += all ? 0 : 1;
        }

        Assert.Superset(new HashSet<int> { 1, 2, 3, 4 }, seen);
        Assert.Equal(outdated, impossible > 0);
    }

    // Goal: I7 breaks exactly where states cannot ascend, or neighbours disagree in another way than it allows. Method:
    // the same histories; neighbours are compared by hand. There is no gap for a page of W in them that I7 misses.
    [Fact]
    public void I7_breaks_where_brute_force_finds_no_states_in_order()
    {
        var broken = 0;
        for (var seed = 0; seed < Histories / 3; seed++)
        {
            var call = new RandomCall(seed, outdated: true);
            s_events = call.Events;
            var records = call.Events.Where(piece => piece.IsRecord).ToList();
            var isTorn = records.Zip(records.Skip(1)).Any(pair =>
                (pair.Second.Start < pair.First.End && pair.Second.End <= pair.First.End) || LeavesOut(pair));
            var expected = isTorn || !call.Fewest().All;
            var isBroken = Breaks("I7", Replay, deliversUnlocked: true, layout: RandomCall.Layout);
            Assert.True(expected == isBroken, $"seed {seed}: {string.Join(' ', call.Events)}");
            broken += isTorn || !expected ? 0 : 1;
        }

        Assert.True(broken > 0);
    }

    /// <summary>Every page but the one of the hole stays mapped in these histories.</summary>
    private static bool LeavesOut((Piece First, Piece Second) pair) =>
        Enumerable.Range(pair.First.End, Math.Max(0, pair.Second.Start - pair.First.End)).Any(page => page != 4);

    private static async Routine Replay()
    {
        await Open();
        CallBegin();
        for (var at = 0; at < s_events!.Count; at++)
        {
            if (s_events[at].IsRecord)
            {
                Report(s_events[at].Start, s_events[at].End, (byte)s_events[at].Prot);
            }
            else
            {
                await MemoryCalls.Mprotect(s_events[at].Start, s_events[at].End, (byte)s_events[at].Prot);
            }
        }

        CallEnd(1);
        Close();
    }
}
