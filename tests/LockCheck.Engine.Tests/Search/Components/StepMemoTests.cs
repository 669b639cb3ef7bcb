namespace LockCheck.Engine.Tests.Search.Components;

/// <summary>The memo may forget a step, and never answers with another one's.</summary>
public unsafe class StepMemoTests
{
    private const int EntryWords = 8;

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
                AssertIsOf(memo, step, outcome);
            }
            else
            {
                missed++;
                Remember(memo, step);
                memo.Fit(missed);
            }
        }

        // There are more entries than steps, so that few are overwritten.
        Assert.True(found > 3 * missed, $"{found} found, {missed} not");
    }

    [Fact]
    public void Growth_keeps_what_was_there()
    {
        using var memo = new StepMemo(isShared: false);
        for (var step = 0; step < 200; step++)
        {
            Remember(memo, step);
        }

        var (bytes, before) = (memo.Bytes, FoundOf(memo, 200));
        Assert.True(before > 100);
        memo.Fit(1);
        Assert.Equal(bytes, memo.Bytes);
        for (var i = 0; i < 8; i++)
        {
            memo.Fit(1 << 20);
        }

        Assert.True(memo.Bytes > 100 * bytes);
        Assert.Equal(before, FoundOf(memo, 200));
    }

    /// <summary>Two workers write at once: no mixture of the words of two entries is either of them.</summary>
    [Fact]
    public void A_torn_entry_is_taken_for_nobodys()
    {
        using var memo = new StepMemo(isShared: true);
        for (var one = 0; one < 60; one++)
        {
            var other = one + 1;
            while (memo.EntryOf(KeyOf(one)) != memo.EntryOf(KeyOf(other)))
            {
                other++;
            }

            Remember(memo, one);
            var first = memo.EntryOf(KeyOf(one)).ToArray();
            Remember(memo, other);
            var second = memo.EntryOf(KeyOf(other)).ToArray();
            for (var mask = 0; mask < 1 << EntryWords; mask++)
            {
                var entry = memo.EntryOf(KeyOf(one));
                for (var word = 0; word < EntryWords; word++)
                {
                    entry[word] = (mask & (1 << word)) != 0 ? second[word] : first[word];
                }

                Assert.Equal(entry.SequenceEqual(first), memo.Find(KeyOf(one), out _));
                Assert.Equal(entry.SequenceEqual(second), memo.Find(KeyOf(other), out _));
            }
        }
    }

    [Fact]
    public void Several_workers_find_what_one_of_them_remembered_or_nothing()
    {
        using var memo = new StepMemo(isShared: true);
        using var team = new WorkerTeam(3, _ => new MemoryStream());
        team.Do(self =>
        {
            var random = new SplitMix((ulong)self);
            for (var i = 0; i < 200_000; i++)
            {
                // More steps than entries: they are written over one another all the time.
                var step = random.Below(400);
                if (memo.Find(KeyOf(step), out var outcome))
                {
                    AssertIsOf(memo, step, outcome);
                }
                else
                {
                    Remember(memo, step);
                }
            }
        });
    }

    private static StepKey KeyOf(int step)
    {
        var random = new SplitMix((ulong)step);
        return new StepKey(random.Next(), random.Next());
    }

    /// <summary>Steps change up to eight numbers, more than an entry holds; some change the sum of hashes alike.</summary>
    private static int CountOf(int step) => step % 9;

    private static PlaceChange ChangeOf(int step, int at) => new((uint)(at * 7), (uint)((step * 16) + at));

    private static Hash128 SumOf(int step) => new((ulong)step / 50 * 0x9E3779B97F4A7C15, 3);

    private static void Remember(StepMemo memo, int step)
    {
        var changes = stackalloc PlaceChange[9];
        for (var at = 0; at < CountOf(step); at++)
        {
            changes[at] = ChangeOf(step, at);
        }

        var outcome = new StepOutcome { Change = SumOf(step), Thread = (uint)step % 5 };
        Assert.True(memo.Write(ref outcome, changes, CountOf(step)));
        memo.Remember(KeyOf(step), &outcome);
    }

    private static void AssertIsOf(StepMemo memo, int step, StepOutcome outcome)
    {
        Assert.Equal((SumOf(step), (uint)step % 5, CountOf(step)), (outcome.Change, outcome.Thread, outcome.Count));
        for (var at = 0; at < CountOf(step); at++)
        {
            var change = CountOf(step) > StepOutcome.ChangesMax
                ? memo.ChangesOf(outcome)[at]
                : new PlaceChange(outcome.Places[at], outcome.Numbers[at]);
            Assert.Equal(ChangeOf(step, at), change);
        }
    }

    private static int FoundOf(StepMemo memo, int steps)
    {
        var found = 0;
        for (var step = 0; step < steps; step++)
        {
            if (memo.Find(KeyOf(step), out var outcome))
            {
                found++;
                AssertIsOf(memo, step, outcome);
            }
        }

        return found;
    }
}
