namespace LockCheck.Engine.Tests.Search.Components;

/// <summary>The memo may forget a step, and never answers with another one's.</summary>
public class StepMemoTests
{
    [Fact]
    public void What_is_found_is_what_was_remembered()
    {
        using var memo = new StepMemo(maxBytes: 1 << 20);
        var random = new SplitMix(1);
        var known = new Dictionary<(uint, uint), StepOutcome>();
        var (found, missed) = (0, 0);
        for (var i = 0; i < 400_000; i++)
        {
            var (world, thread) = ((uint)random.Below(300) + 1, (uint)random.Below(40) + 1);
            if (memo.Find(world, thread, out var outcome))
            {
                found++;
                Assert.Equal(known[(world, thread)], outcome);
            }
            else
            {
                missed++;
                known[(world, thread)] = OutcomeOf(world, thread);
                memo.Remember(world, thread, known[(world, thread)]);
                memo.Fit(missed);
            }
        }

        // It holds more entries than there are steps, so that few are overwritten.
        Assert.True(found > 3 * missed, $"{found} found, {missed} not");
        Assert.Equal(1 << 20, memo.Bytes);
    }

    [Fact]
    public void A_blocked_thread_is_remembered_as_one()
    {
        using var memo = new StepMemo();
        Assert.False(memo.Find(3, 4, out _));
        memo.Remember(3, 4, new StepOutcome(0, StepMemo.Blocked, default));
        Assert.True(memo.Find(3, 4, out var outcome));
        Assert.Equal(StepMemo.Blocked, outcome.Thread);
        Assert.False(memo.Find(4, 3, out _));
        Assert.False(memo.Find(3, 4 | StatePieces.NotRunning, out _));
    }

    [Fact]
    public void Growth_keeps_most_and_mixes_nothing_up()
    {
        using var memo = new StepMemo();
        for (var world = 1u; world <= 500; world++)
        {
            memo.Remember(world, 1, OutcomeOf(world, 1));
        }

        var bytes = memo.Bytes;
        var before = Found(memo, 500);
        memo.Fit(bytes / 64);
        Assert.Equal(bytes, memo.Bytes);
        for (var i = 0; i < 8; i++)
        {
            memo.Fit(1 << 20);
        }

        Assert.Equal(bytes << 8, memo.Bytes);
        Assert.Equal(before, Found(memo, 500));
    }

    /// <summary>
    /// Two workers write at once: every mixture of the words of two entries is neither, and no third one.
    /// </summary>
    [Fact]
    public void A_torn_entry_is_taken_for_nobodys()
    {
        using var memo = new StepMemo();
        var random = new SplitMix(1);
        for (var i = 0; i < 200; i++)
        {
            var one = (World: (uint)random.Below(1 << 20) + 1, Thread: (uint)random.Below(1 << 10) + 1);
            var other = one;
            while (other == one || !SamePlace(memo, one, other))
            {
                other = ((uint)random.Below(1 << 20) + 1, (uint)random.Below(1 << 10) + 1);
            }

            var first = WordsOf(memo, one, OutcomeOf(one.World, one.Thread));
            var second = WordsOf(memo, other, OutcomeOf(other.World, other.Thread));
            Assert.Equal((false, true), (Finds(memo, one), Finds(memo, other)));
            foreach (var _ in Mixtures(memo.EntryOf(one.World, one.Thread), first, second))
            {
                Assert.Equal((false, false), (Finds(memo, one), Finds(memo, other)));
            }
        }
    }

    /// <summary>
    /// The same step in two worlds that differ elsewhere changes the sum of the hashes alike. The words of the numbers
    /// alone are mixed then, and numbers of pieces combine to numbers of pieces.
    /// </summary>
    [Fact]
    public void A_torn_entry_of_two_steps_that_change_the_same_is_nobodys()
    {
        using var memo = new StepMemo();
        var random = new SplitMix(2);
        var change = new Hash128(random.Next(), random.Next());
        for (var i = 0; i < 20; i++)
        {
            var one = (World: (uint)random.Below(1 << 20) + 1, Thread: 7u);
            (uint World, uint Thread) other;
            (uint World, uint Thread) third;
            uint to;
            uint otherTo;
            do
            {
                other = ((uint)random.Below(1 << 20) + 1, 7);
                to = (uint)random.Below(1 << 20) + 1;
                otherTo = (uint)random.Below(1 << 20) + 1;
                third = (one.World ^ to ^ otherTo, 7);
            }
            while (!SamePlace(memo, one, other) || !SamePlace(memo, one, third) || third.World == one.World);

            var first = WordsOf(memo, one, new StepOutcome(to, 8, change));
            var second = WordsOf(memo, other, new StepOutcome(otherTo, 8, change));
            foreach (var isWhole in Mixtures(memo.EntryOf(one.World, one.Thread), first, second))
            {
                Assert.False(Finds(memo, third));
                Assert.Equal(isWhole, Finds(memo, one) || Finds(memo, other));
            }
        }
    }

    private static bool SamePlace(StepMemo memo, (uint World, uint Thread) one, (uint World, uint Thread) other) =>
        memo.EntryOf(one.World, one.Thread) == memo.EntryOf(other.World, other.Thread);

    private static bool Finds(StepMemo memo, (uint World, uint Thread) step) =>
        memo.Find(step.World, step.Thread, out _);

    private static ulong[] WordsOf(StepMemo memo, (uint World, uint Thread) step, StepOutcome outcome)
    {
        memo.Remember(step.World, step.Thread, outcome);
        Assert.True(Finds(memo, step));
        return memo.EntryOf(step.World, step.Thread).ToArray();
    }

    /// <summary>Writes all mixtures; says of each whether all its words are those of one of the two.</summary>
    private static IEnumerable<bool> Mixtures(Span<ulong> entry, ulong[] first, ulong[] second)
    {
        var mixtures = Enumerable.Range(1, 14).Select(mask => Enumerable.Range(0, 4)
            .Select(word => (mask & (1 << word)) != 0 ? second[word] : first[word]).ToArray()).ToArray();
        return Write(entry, mixtures, first, second);
    }

    private static unsafe IEnumerable<bool> Write(Span<ulong> entry, ulong[][] mixtures, ulong[] first, ulong[] second)
    {
        fixed (ulong* words = entry)
        {
            var at = (nint)words;
            return mixtures.Select(mixture =>
            {
                mixture.CopyTo(new Span<ulong>((void*)at, 4));
                return mixture.SequenceEqual(first) || mixture.SequenceEqual(second);
            });
        }
    }

    private static int Found(StepMemo memo, uint worlds)
    {
        var found = 0;
        for (var world = 1u; world <= worlds; world++)
        {
            if (memo.Find(world, 1, out var outcome))
            {
                found++;
                Assert.Equal(OutcomeOf(world, 1), outcome);
            }
        }

        return found;
    }

    private static StepOutcome OutcomeOf(uint world, uint thread)
    {
        var random = new SplitMix(((ulong)world << 32) | thread);
        var change = new Hash128(random.Next(), random.Next());
        return new StepOutcome((uint)random.Below(1000), (uint)random.Below(1000), change);
    }
}
