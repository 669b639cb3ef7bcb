using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Kernel.Tests.Exact;

/// <summary>
/// The plain address space does what the recorded kernel did, and each of its rules is needed for that.
/// </summary>
public class RecordingTests
{
    /// <summary>A recording that notices when a rule is off.</summary>
    public static TheoryData<ExactRule, string> Needed => new()
    {
        { ExactRule.SameFlags, "merge_corpus_0" },
        { ExactRule.HiddenFlags, "merge_corpus_2" },
        { ExactRule.SameFile, "merge_corpus_2" },
        { ExactRule.ContiguousOffset, "merge_corpus_3" },
        { ExactRule.SameAnonVma, "merge_corpus_3" },
        { ExactRule.ForkChild, "fork" },
        { ExactRule.BothSides, "" },
        { ExactRule.SamePolicy, "fork" },
        { ExactRule.Special, "" },
        { ExactRule.CloseOfMiddle, "" },
        { ExactRule.CloseOfMiddle, "shared" },
        { ExactRule.CloseOfNext, "" },
        { ExactRule.AnonVmaIsDuplicated, "merge_corpus_3" },
        { ExactRule.Sticky, "" },
        { ExactRule.AnonVmaIsReused, "merge_corpus_3" },
        { ExactRule.ReuseAcrossProtections, "merge_corpus_3" },
        { ExactRule.AccountFollowsProtection, "merge_corpus_0" },
        { ExactRule.OffsetFollowsMove, "merge_corpus_0" },
        { ExactRule.MoveOfSeveral, "merge_corpus_0" },
        { ExactRule.Seals, "everything" },
        { ExactRule.EndOfFile, "shared" },
        { ExactRule.LockOnFault, "merge_corpus_2" },
        { ExactRule.PartialEffects, "merge_corpus_1" },
    };

    public static TheoryData<string> Names => [.. Recording.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recorded_sequence_comes_out_as_in_the_kernel(string name) =>
        Assert.All(Recording.Of(name), sequence => Assert.Null(SequencePlayer.Play(sequence, ExactRules.Linux618)));

    [Fact]
    public void The_kernels_own_cases_come_out_as_there()
    {
        var (rules, cases) = Recording.Cases();
        Assert.Equal(ExactRules.Linux70, rules);
        Assert.Equal(100, cases.Length);
        Assert.All(cases, one => Assert.Null(CasePlayer.Play(one, rules)));
    }

    [Theory]
    [MemberData(nameof(Needed))]
    public void A_recording_notices_a_rule_that_is_off(ExactRule rule, string name)
    {
        var off = ExactRule.All & ~rule;
        if (name.Length > 0)
        {
            var rules = ExactRules.Linux618 with { On = off };
            Assert.Contains(Recording.Of(name), sequence => SequencePlayer.Play(sequence, rules) is not null);
        }
        else
        {
            var (rules, cases) = Recording.Cases();
            Assert.Contains(cases, one => CasePlayer.Play(one, rules with { On = off }) is not null);
        }
    }
}
