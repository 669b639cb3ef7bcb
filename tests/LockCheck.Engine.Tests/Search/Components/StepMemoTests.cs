namespace LockCheck.Engine.Tests.Search.Components;

/// <summary>The memo may forget a step, and never answers with another one's.</summary>
public unsafe class StepMemoTests
{
    private const int Words = 8;

    [Fact]
    public void What_is_found_is_what_was_remembered()
    {
        using var memo = new StepMemo(isShared: false, maxBytes: 1 << 23);
        var random = new SplitMix(1);
        var (found, missed) = (0, 0);
        for (var i = 0; i < 400_000; i++)
        {
            var step = random.Below(12_000);
            if (memo.Find(KeyOf(step), out var outcome))
            {
                found++;
                AssertSame(memo, step, outcome);
            }
            else
            {
                missed++;
                Remember(memo, step);
                memo.Fit(missed);
            }
        }

        // It holds more entries than there are steps, so that few are overwritten.
        Assert.True(found > 3 * missed, $"{found} found, {missed} not");
    }

    [Fact]
    public void A_blocked_thread_is_remembered_as_one()
    {
        using var memo = new StepMemo(isShared: false);
        Assert.False(memo.Find(KeyOf(1), out _));
        var blocked = new StepOutcome { Thread = StepMemo.Blocked };
        memo.Remember(KeyOf(1), &blocked);
        Assert.True(memo.Find(KeyOf(1), out var outcome));
        Assert.Equal((StepMemo.Blocked, 0), (outcome.Thread, outcome.Count));
        Assert.False(memo.Find(KeyOf(2), out _));
    }

    [Fact]
    public void Growth_keeps_what_is_there_and_mixes_nothing_up()
    {
        using var memo = new StepMemo(isShared: false);
        for (var step = 0; step < 100; step++)
        {
            Remember(memo, step);
        }

        var bytes = memo.Bytes;
        var before = Enumerable.Range(0, 100).Where(step => memo.Find(KeyOf(step), out _)).ToList();
        memo.Fit(1);
        Assert.Equal(bytes, memo.Bytes);
        for (var i = 0; i < 8; i++)
        {
            memo.Fit(1 << 20);
        }

        Assert.True(memo.Bytes > 100 * bytes / 2);
        foreach (var step in Enumerable.Range(0, 100))
        {
            Assert.Equal(before.Contains(step), memo.Find(KeyOf(step), out var outcome));
            if (before.Contains(step))
            {
                AssertSame(memo, step, outcome);
            }
        }
    }

    /// <summary>
    /// Two workers write at once: every mixture of the words of two entries, also of two that lead to the same, is
    /// neither.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_torn_entry_is_taken_for_nobodys(bool areAlike)
    {
        for (var i = 0; i < 50; i++)
        {
            var one = EntryOf(KeyOf(i), OutcomeOf(i));
            var other = EntryOf(KeyOf(i + 1000), OutcomeOf(areAlike ? i : i + 1000));
            for (var mask = 0; mask < 1 << Words; mask++)
            {
                var words = Enumerable.Range(0, Words)
                    .Select(word => (mask & (1 << word)) != 0 ? other[word] : one[word]).ToArray();
                fixed (ulong* entry = words)
                {
                    var key = StepMemo.KeyIn((StepOutcome*)entry);
                    Assert.Equal(words.SequenceEqual(one), key == KeyOf(i));
                    Assert.Equal(words.SequenceEqual(other), key == KeyOf(i + 1000));
                }
            }
        }
    }

    private static StepKey KeyOf(int step)
    {
        // Entries lie by the upper bits of a key, so that these are drawn.
        var random = new SplitMix((ulong)step);
        return new StepKey(random.Next(), random.Next());
    }

    private static ulong[] EntryOf(StepKey key, StepOutcome outcome)
    {
        StepMemo.Seal(key, &outcome);
        return new Span<ulong>(&outcome, Words).ToArray();
    }

    private static void Remember(StepMemo memo, int step)
    {
        var outcome = OutcomeOf(step);
        var changes = ChangesOf(step);
        fixed (PlaceChange* first = changes)
        {
            Assert.True(memo.Write(ref outcome, first, changes.Length));
        }

        memo.Remember(KeyOf(step), &outcome);
    }

    private static void AssertSame(StepMemo memo, int step, StepOutcome outcome)
    {
        var expected = OutcomeOf(step);
        var changes = ChangesOf(step);
        Assert.Equal((expected.Thread, expected.Change), (outcome.Thread, outcome.Change));
        Assert.Equal(changes.Length, outcome.Count);
        for (var i = 0; i < changes.Length; i++)
        {
            var change = outcome.Count <= StepOutcome.ChangesMax
                ? new PlaceChange(outcome.Places[i], outcome.Numbers[i])
                : memo.ChangesOf(in outcome)[i];
            Assert.Equal(changes[i], change);
        }
    }

    private static StepOutcome OutcomeOf(int step)
    {
        var random = new SplitMix((ulong)step + 77);
        return new StepOutcome
        {
            Thread = (uint)random.Below(1000),
            Change = new Hash128(random.Next(), random.Next()),
        };
    }

    /// <summary>Some steps change more than an entry holds.</summary>
    private static PlaceChange[] ChangesOf(int step)
    {
        var random = new SplitMix((ulong)step + 99);
        return [.. Enumerable.Range(0, random.Below(9))
            .Select(place => new PlaceChange((uint)place * 7, (uint)random.Below(1 << 20)))];
    }
}
