using LockCheck.Conformance.Checks;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Tests.Support;
using LockCheck.Kernel.Exact;

namespace LockCheck.Conformance.Tests.MergeSplit;

/// <summary>The kernel agrees with the model, and notices each rule that is taken from it.</summary>
public class MergeSplitCheckTests
{
    private const int Sequences = 500;

    /// <summary>
    /// A rule, and the most calls that show that it is missing. Rules of seals, policies, forks, userfaultfd, names,
    /// special mappings and close hooks are not here: no call that is drawn has them. For MoveBringsAnonVma see
    /// <see cref="SequenceTrialTests"/>.
    /// </summary>
    public static TheoryData<ExactRule, int> Needed => new()
    {
        { ExactRule.SameFlags, 2 },
        { ExactRule.BothSides, 6 },
        { ExactRule.HiddenFlags, 2 },
        { ExactRule.SameFile, 2 },
        { ExactRule.ContiguousOffset, 3 },
        { ExactRule.SameAnonVma, 6 },
        { ExactRule.AnonVmaIsDuplicated, 8 },
        { ExactRule.AnonVmaIsReused, 6 },
        { ExactRule.ReuseAcrossProtections, 6 },
        { ExactRule.AccountFollowsProtection, 3 },
        { ExactRule.OffsetFollowsMove, 4 },
        { ExactRule.MoveOfSeveral, 4 },
        { ExactRule.EndOfFile, 3 },
        { ExactRule.PartialEffects, 3 },
    };

    [ModelFact]
    public void The_kernel_does_what_the_model_does()
    {
        var outcome = new MergeSplitCheck { Sequences = Sequences }.Run(new CheckContext { Seed = 3 });
        Assert.Equal(CheckVerdict.Passed, outcome.Verdict);
        Assert.Equal(new CheckCount(Sequences * 14, "call"), outcome.Counts[0]);
        Assert.Contains(outcome.Notes, note => note.Contains("vm_flags", StringComparison.Ordinal));
    }

    [ModelBpfFact]
    public void The_kernels_own_view_is_compared_after_each_call()
    {
        var check = new MergeSplitCheck { Sequences = 10 };
        var outcome = check.Run(new CheckContext());
        Assert.Equal(CheckVerdict.Passed, outcome.Verdict);
        Assert.Equal(new CheckCount(140, "kernel view"), outcome.Counts[2]);
        Assert.Contains(outcome.Notes, note => note.StartsWith("compared, too: vm_flags", StringComparison.Ordinal));
        var without = check.Run(new CheckContext { KernelViews = null });
        Assert.Equal(new CheckCount(0, "kernel view"), without.Counts[2]);
        Assert.Contains(without.Notes, note => note.StartsWith("not compared: vm_flags", StringComparison.Ordinal));
    }

    /// <summary>/proc/PID/maps shows this rule in sequences only that are hardly ever drawn.</summary>
    [ModelBpfFact]
    public void An_anon_vma_that_does_not_move_along_is_found_by_the_kernels_own_view() =>
        AssertFound(ExactRule.MoveBringsAnonVma, 8);

    [ModelFact]
    public void The_check_goes_on_as_long_as_it_is_told()
    {
        // Each look at this clock takes a second.
        var clock = new SteppingClock();
        var outcome = new MergeSplitCheck().Run(new CheckContext { Seconds = 20, Clock = clock });
        Assert.Equal(CheckVerdict.Passed, outcome.Verdict);
        Assert.InRange(outcome.Counts[1].Number, 18, 20);
    }

    [ModelFact]
    public void The_check_stops_when_it_is_interrupted()
    {
        using var source = new CancellationTokenSource();
        var outcome = new MergeSplitCheck().Run(new CheckContext
        {
            Cancellation = source.Token,
            Progress = _ => source.Cancel(),
        });
        Assert.Equal((CheckVerdict.Inconclusive, "interrupted"), (outcome.Verdict, outcome.Reason));
        Assert.Equal(1, outcome.Counts[1].Number);
    }

    [ModelTheory]
    [MemberData(nameof(Needed))]
    public void A_missing_rule_is_found_and_shown_in_few_calls(ExactRule rule, int callsMost) =>
        AssertFound(rule, callsMost);

    [LockFact]
    public void A_lock_that_is_not_on_fault_is_found_too() => AssertFound(ExactRule.LockOnFault, 6);

    private static void AssertFound(ExactRule rule, int callsMost)
    {
        var check = new MergeSplitCheck
        {
            Rules = ExactRules.Linux618 with { On = ExactRule.All & ~rule },
            Sequences = 20_000,
        };
        var outcome = check.Run(new CheckContext());
        Assert.Equal(CheckVerdict.Failed, outcome.Verdict);
        var calls = outcome.Differences[0].Reproduction
            .Where(line => line.Contains("(void *)", StringComparison.Ordinal));
        Assert.InRange(calls.Count(), 1, callsMost);
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds++;
    }
}
