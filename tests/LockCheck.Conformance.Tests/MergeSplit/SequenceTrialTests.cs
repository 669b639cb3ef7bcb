using System.Collections.Immutable;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Tests.Support;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Tests.MergeSplit;

/// <summary>What is compared after each call.</summary>
public class SequenceTrialTests
{
    [ModelFact]
    public void Memory_that_is_moved_brings_its_anon_vma()
    {
        using var region = new LiveRegion();
        Assert.Null(new SequenceTrial(region, ExactRules.Linux618, null).Run(RareSequences.MovedBack));
        var broken = ExactRules.Linux618 with { On = ExactRule.All & ~ExactRule.MoveBringsAnonVma };
        var difference = new SequenceTrial(region, broken, null).Run(RareSequences.MovedBack);
        Assert.Equal("maps", difference?.What);
        Assert.Equal("4-5 rw-p 0, 5-6 rw-p 0", string.Join(", ", difference!.Expected));
        Assert.Equal("4-6 rw-p 0", string.Join(", ", difference.Got));
    }

    [ModelFact]
    public void The_kernels_own_view_is_compared_where_there_is_one()
    {
        using var region = new LiveRegion();
        var calls = RareSequences.MovedBack;
        using var right = new ModelView(calls, VmFlags.None);
        Assert.Null(new SequenceTrial(region, ExactRules.Linux618, right).Run(calls));
        using var wrong = new ModelView(calls, VmFlags.DontDump);
        var difference = new SequenceTrial(region, ExactRules.Linux618, wrong).Run(calls);
        Assert.Equal("kernel view", difference?.What);
        Assert.Equal(0, difference!.Operation);
    }

    /// <summary>The kernel gives the address of the freed anon_vma to the new one, within one call.</summary>
    [ModelBpfFact]
    public void The_address_of_an_anon_vma_may_be_anothers_after_a_call()
    {
        var mmap = new RegionCall { Op = "mmap", Start = 0, End = 1, Prot = Prot.Read | Prot.Write, Kind = "populate" };
        using var region = new LiveRegion();
        using var view = RegionKernelView.TryOpen(region.Target, LiveRegion.StartPage);
        Assert.Null(new SequenceTrial(region, ExactRules.Linux618, view).Run([.. Enumerable.Repeat(mmap, 200)]));
    }

    [ModelFact]
    public void Each_sequence_begins_with_an_empty_region()
    {
        using var region = new LiveRegion();
        var trial = new SequenceTrial(region, ExactRules.Linux618, null);
        var draw = new CallDraw(8, new SortedSet<string>(StringComparer.Ordinal));
        var calls = draw.Next(3);
        Assert.Null(trial.Run(calls));
        Assert.Null(trial.Run([.. calls.Reverse()]));
        Assert.Equal(2 * CallDraw.Length, trial.Calls);
    }

    [Fact]
    public void The_same_seed_draws_the_same_calls()
    {
        var nothing = new SortedSet<string>(StringComparer.Ordinal);
        string Words(ulong seed, int profile) =>
            string.Join('\n', new CallDraw(seed, nothing).Next(profile).Select(call => call.ToString()));
        for (var profile = 0; profile < CallDraw.Profiles; profile++)
        {
            Assert.Equal(Words(5, profile), Words(5, profile));
            Assert.NotEqual(Words(5, profile), Words(6, profile));
        }
    }

    [Fact]
    public void What_a_machine_lacks_is_not_drawn()
    {
        var lacks = new SortedSet<string>(["mergeable", "unmergeable", "locked", "lock"], StringComparer.Ordinal);
        var draw = new CallDraw(1, lacks);
        var calls = Enumerable.Range(0, 2000).SelectMany(_ => draw.Next(4)).ToList();
        Assert.DoesNotContain(calls, call => lacks.Contains(call.Op) || lacks.Contains(call.Kind));
        Assert.Contains(calls, call => call.Op == "wipeonfork");
        Assert.All(calls, call => Assert.InRange(call.End, call.Start + 1, LiveRegion.Pages));
    }

    /// <summary>The kernel's view as the model has it, with a flag too many.</summary>
    private sealed class ModelView(IReadOnlyList<RegionCall> calls, VmFlags tooMany) : IKernelView
    {
        private readonly RegionModel _model = new(ExactRules.Linux618, LiveRegion.StartPage);
        private int _made;

        public ImmutableArray<KernelRow> Read(long start, long end)
        {
            _ = _model.Make(calls[_made++]);
            return [.. _model.Kernel().Select(row => row with { Flags = row.Flags | tooMany })];
        }

        public void Dispose()
        {
        }
    }
}
