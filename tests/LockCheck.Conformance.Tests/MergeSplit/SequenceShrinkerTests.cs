using LockCheck.Conformance.MergeSplit;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Tests.MergeSplit;

/// <summary>
/// A long sequence becomes a short one. Two models, one with a rule off, stand for kernel and model: it runs anywhere.
/// </summary>
public class SequenceShrinkerTests
{
    /// <summary>A rule that is off, and the most calls that are left.</summary>
    public static TheoryData<ExactRule, int> Rules => new()
    {
        { ExactRule.SameFlags, 2 },
        { ExactRule.SameFile, 2 },
        { ExactRule.ContiguousOffset, 3 },
        { ExactRule.AccountFollowsProtection, 3 },
        { ExactRule.SameAnonVma, 6 },
        { ExactRule.MoveOfSeveral, 4 },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_sequence_is_shrunk_to_what_shows_the_difference(ExactRule rule, int callsMost)
    {
        var draw = new CallDraw(1, new SortedSet<string>(StringComparer.Ordinal));
        for (var sequence = 0; ; sequence++)
        {
            var calls = draw.Next(sequence % CallDraw.Profiles);
            if (Trial(calls, rule) is null)
            {
                continue;
            }

            var shrunk = new SequenceShrinker(trial => Trial(trial, rule)).Shrink(calls);
            Assert.NotNull(shrunk);
            Assert.InRange(shrunk.Value.Calls.Count, 1, callsMost);
            Assert.Equal(shrunk.Value.Calls.Count - 1, shrunk.Value.Difference.Operation);

            // Nothing of it can be left out.
            for (var at = 0; at < shrunk.Value.Calls.Count; at++)
            {
                Assert.Null(Trial([.. shrunk.Value.Calls.Where((_, number) => number != at)], rule));
            }

            return;
        }
    }

    [Fact]
    public void What_does_not_happen_again_is_not_shrunk() =>
        Assert.Null(new SequenceShrinker(_ => null).Shrink(
            [new RegionCall { Op = "munmap", Start = 0, End = 1 }]));

    [Fact]
    public void A_shrunk_sequence_is_golden_C()
    {
        const ExactRule Rule = ExactRule.MoveBringsAnonVma;
        var shrunk = new SequenceShrinker(calls => Trial(calls, Rule)).Shrink(RareSequences.MovedBack)!.Value;
        Golden.Matches("moved-back", string.Join('\n', CallInC.Lines(shrunk.Calls)) + "\n");
    }

    /// <summary>A model with all rules against one without a rule.</summary>
    private static Difference? Trial(IReadOnlyList<RegionCall> calls, ExactRule rule)
    {
        var kernel = new RegionModel(ExactRules.Linux618, LiveRegion.StartPage);
        var model = new RegionModel(ExactRules.Linux618 with { On = ExactRule.All & ~rule }, LiveRegion.StartPage);
        for (var at = 0; at < calls.Count; at++)
        {
            var (live, made) = (kernel.Make(calls[at]), model.Make(calls[at]));
            var difference = live != made
                ? Difference.Of("return value", ErrnoText.Of(live), ErrnoText.Of(made))
                : Difference.OfRows("maps", kernel.Maps(), model.Maps());
            if (difference is not null)
            {
                return difference with { Operation = at };
            }
        }

        return null;
    }
}
