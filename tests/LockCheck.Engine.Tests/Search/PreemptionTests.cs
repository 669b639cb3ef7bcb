using LockCheck.Engine.Tests.Reference;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>
/// A bound on preemptions: switches away from a thread that could go on; switches at its end are free.
/// </summary>
public class PreemptionTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    public void States_within_the_bound_are_counted(int threads, int increments)
    {
        foreach (var bound in new[] { 0, 1, 2, 3, 5, 8 })
        {
            AgainstReference.AssertSameCounts(
                () => new CounterWorld(threads, increments),
                new BoundedRules(new CounterRules(threads, increments), bound),
                Within(bound));
        }
    }

    [Theory]
    [InlineData(0, Verdict.VerifiedWithinBounds)]
    [InlineData(1, Verdict.Violated)]
    [InlineData(2, Verdict.Violated)]
    public void A_lost_update_takes_one_preemption(int bound, Verdict expected) =>
        Assert.Equal(expected, Explorer.Search(new CounterWorld(2, 1), Within(bound)).Verdict);

    [Fact]
    public void Within_one_preemption_the_lost_update_takes_the_same_four_steps_in_another_order()
    {
        var finding = Assert.Single(Explorer.Search(new CounterWorld(2, 1), Within(1)).Findings);
        Assert.Equal([0, 1, 1, 0], AgainstReference.ThreadsOf(finding));
    }

    /// <summary>
    /// The last one is interrupted after the first fork; then each is blocked after its own, which is free.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Philosophers_deadlock_after_one_preemption_however_many_they_are(int seats)
    {
        var world = () => new PhilosopherWorld(seats, 1, false);
        Assert.Equal(Verdict.VerifiedWithinBounds, Explorer.Search(world(), Within(0)).Verdict);
        Assert.Equal(Verdict.Violated, Explorer.Search(world(), Within(1)).Verdict);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void A_large_bound_is_no_bound(int bound)
    {
        foreach (var turnFirst in new[] { false, true })
        {
            var bounded = Explorer.Search(new PetersonWorld(2, turnFirst), Within(bound));
            var unbounded = Explorer.Search(new PetersonWorld(2, turnFirst));
            Assert.Equal(unbounded.Verdict, bounded.Verdict);
            Assert.Equal(
                unbounded.Findings.Select(finding => (finding.Property, finding.Path.Count)),
                bounded.Findings.Select(finding => (finding.Property, finding.Path.Count)));
        }
    }

    /// <summary>301 turns take 299 preemptions, and one switch that is free because the other one ends.</summary>
    [Theory]
    [InlineData(255, Verdict.VerifiedWithinBounds)]
    [InlineData(256, Verdict.VerifiedWithinBounds)]
    [InlineData(298, Verdict.VerifiedWithinBounds)]
    [InlineData(299, Verdict.Violated)]
    public void A_bound_beyond_a_byte_is_kept(int bound, Verdict expected) =>
        Assert.Equal(expected, Explorer.Search(new ScratchWorld(Alternate, Alternate), Within(bound)).Verdict);

    [Fact]
    public void Without_preemptions_threads_run_one_after_the_other()
    {
        var result = Explorer.Search(new GridWorld(4, 5), Within(0));
        Assert.Equal(4 * 3 * 2 * 1, Explorer.Search(new ScratchWorld(Sign(1), Sign(2), Sign(3), Sign(4)), Within(0))
            .TerminalStates);
        Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
        Assert.Equal(4 * 5, result.Depth);
    }

    private static SearchOptions Within(int preemptions) => new() { Preemptions = preemptions };

    private static Func<Routine> Sign(int digit) => () => SignTwice(digit);

    private static async Routine SignTwice(int digit)
    {
        await Step.At("one");
        ScratchWorld.Number(0) = (10 * ScratchWorld.Number(0)) + digit;
        await Step.At("two");
        ScratchWorld.Number(0) = (10 * ScratchWorld.Number(0)) + digit;
    }

    /// <summary>Counts turns as long as the other one ran in between; the turn 301 breaks the promise.</summary>
    private static async Routine Alternate()
    {
        while (true)
        {
            await Step.At("alternate");
            var me = Threads.Self.Index + 1;
            if (ScratchWorld.Number(1) == me)
            {
                return;
            }

            ScratchWorld.Number(1) = me;
            if (++ScratchWorld.Number(0) == 301)
            {
                Stepper.Current.Report(ScratchWorld.Promise);
                return;
            }
        }
    }
}
