using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Tests.Exact;

/// <summary>Rules that no recording shows, because the recorded kernel lacks the feature or the case is rare.</summary>
public class MergeDecisionTests
{
    private static readonly ExactRules Rules = ExactRules.Linux618;
    private static readonly VmaFacts Below = Facts(0, 4);
    private static readonly VmaFacts Range = Facts(4, 6);
    private static readonly VmaFacts Above = Facts(6, 9);

    [Fact]
    public void A_range_between_two_that_match_makes_one_of_three()
    {
        var plan = MergeDecision.New(Rules, Below, Range, Above);
        Assert.Equal(MergeCase.NewBoth, plan.Case);
        Assert.Equal((0, 9, true, true), (plan.Start, plan.End, plan.TargetIsPrev, plan.RemovesNext));
    }

    [Theory]
    [InlineData(ExactRule.SameUffd)]
    [InlineData(ExactRule.SameAnonName)]
    [InlineData(ExactRule.SamePolicy)]
    [InlineData(ExactRule.SameFile)]
    public void Another_identity_keeps_neighbours_apart(ExactRule rule)
    {
        var other = rule switch
        {
            ExactRule.SameUffd => Range with { Uffd = 1 },
            ExactRule.SameAnonName => Range with { AnonName = 1 },
            ExactRule.SamePolicy => Range with { Policy = 1 },
            _ => Range with { File = 1 },
        };
        Assert.False(MergeDecision.New(Rules, Below, other, Above).Merges);
        Assert.True(MergeDecision.New(Without(rule), Below, other, Above).Merges);
    }

    [Fact]
    public void The_heap_grows_upwards_only()
    {
        var plan = MergeDecision.New(Rules, Below, Range, Above, expandOnly: true);
        Assert.Equal(MergeCase.NewLeft, plan.Case);
        Assert.Equal(
            MergeCase.NewBoth,
            MergeDecision.New(Without(ExactRule.ExpandOnly), Below, Range, Above, expandOnly: true).Case);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Moved_memory_gives_its_anon_vma_unless_a_parent_has_it_too(bool isForkChild, bool merges)
    {
        var moved = Range with { AnonVma = 7, IsForkChild = isForkChild };
        var plan = MergeDecision.New(Rules, Below, moved, default);
        Assert.Equal(merges, plan.Merges);
        Assert.Equal(merges ? AnonDonor.Range : AnonDonor.None, plan.AnonFrom);
    }

    [Fact]
    public void Moved_memory_stays_apart_from_another_anon_vma()
    {
        const ulong Page = ExactSpace.PageBytes;
        foreach (var (rules, vmas) in new[] { (Rules, 2), (Without(ExactRule.MoveBringsAnonVma), 1) })
        {
            // Two ranges that were touched apart; the upper goes to where its offset goes on from the lower.
            var space = new ExactSpace(rules);
            const Kernel.Layouts.Prot Prot = Kernel.Layouts.Prot.Read | Kernel.Layouts.Prot.Write;
            const MapFlags Flags = MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed;
            Assert.Equal(100 * (long)Page, space.Mmap(100 * Page, 4 * Page, Prot, Flags));
            Assert.Equal(0, space.Madvise(100 * Page, 4 * Page, Advice.PopulateWrite));
            Assert.Equal(200 * (long)Page, space.Mmap(200 * Page, Page, Prot, Flags));
            Assert.Equal(0, space.Madvise(200 * Page, Page, Advice.PopulateWrite));

            // The second's offset is made 104: an untouched one is put there, touched, and moved away and back.
            var move = RemapFlags.MayMove | RemapFlags.Fixed;
            Assert.Equal(0, space.Munmap(200 * Page, Page));
            Assert.Equal(0, space.Mprotect(100 * Page, 4 * Page, Prot));
            Assert.Equal(105 * (long)Page, space.Mmap(105 * Page, Page, Prot, Flags));
            Assert.Equal(0, space.Madvise(105 * Page, Page, Advice.PopulateWrite));
            Assert.Equal(104 * (long)Page, space.Mmap(104 * Page, Page, Kernel.Layouts.Prot.None, Flags));
            Assert.Equal(300 * (long)Page, space.Mremap(105 * Page, Page, Page, move, 300 * Page));
            Assert.Equal(0, space.Munmap(104 * Page, Page));
            Assert.Equal(104 * (long)Page, space.Mmap(104 * Page, Page, Prot, Flags));
            Assert.Equal(105 * (long)Page, space.Mremap(300 * Page, Page, Page, move, 105 * Page));
            Assert.Equal(vmas, space.Count);
        }
    }

    private static ExactRules Without(ExactRule rule) => Rules with { On = ExactRule.All & ~rule };

    private static VmaFacts Facts(long start, long end) => new()
    {
        Exists = true,
        Start = start,
        End = end,
        Pgoff = start,
        Flags = VmFlags.Read | VmFlags.Write | VmFlags.MayAll,
    };
}
