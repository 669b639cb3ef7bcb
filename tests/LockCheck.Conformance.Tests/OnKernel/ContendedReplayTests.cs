using LockCheck.Conformance.ContendedDrop;
using LockCheck.Conformance.OnKernel;
using LockCheck.Conformance.Resume;
using LockCheck.Conformance.Tests.Bpf;
using LockCheck.Kernel;
using LockCheck.Specs.Scenarios;
using static LockCheck.Conformance.Tests.OnKernel.DropScenarios;

namespace LockCheck.Conformance.Tests.OnKernel;

/// <summary>Schedules of the model on the running kernel, with the writer inside a read().</summary>
[Collection(BpfCollection.Name)]
public sealed class ContendedReplayTests
{
    private const string InDrop = "calls made in a drop of the mmap_lock inside a read()";
    private static readonly RecordsPerPage[] Pages = [RecordsPerPage.All, new(1)];
    private static readonly string[] Overlapping =
        ["split-front", "merge-left-part", "maps-race-split", "mremap-fixed-head-of-mid"];

    /// <summary>After a drop, a part of what was shown is shown again; nobody promised otherwise.</summary>
    [HolderFact]
    public void What_mainline_shows_twice_after_a_drop_is_shown_twice_on_this_kernel()
    {
        foreach (var page in Pages)
        {
            foreach (var writer in Overlapping)
            {
                foreach (var property in (string[])["I4", "I5"])
                {
                    var scenario = Of(Mainline, writer, page);
                    var replay = KernelReplayer.Run(All, scenario, Find(scenario, property));
                    Assert.True(
                        replay.Verdict == KernelVerdict.Confirmed, $"{writer} {property} {page}: {replay.Reason}");
                    Assert.EndsWith(InDrop, replay.Reader, StringComparison.Ordinal);
                    Assert.Single(replay.Rows, row => row.Calls.Count > 0);
                }
            }
        }
    }

    [HolderFact]
    public void The_calls_stand_where_they_were_made()
    {
        var scenario = Of(Mainline, "split-front", RecordsPerPage.All);
        var replay = KernelReplayer.Run(All, scenario, Find(scenario, "I5"));
        Assert.Equal(
            ["0-4r", "4-8w", "mprotect((void *)0x200000004000, 8192, PROT_NONE);", "6-8w", "8-12r"],
            replay.Rows.Select(row => row.Calls.Count > 0 ? row.Calls[0] : row.Model.ToString()));
    }

    [HolderFact]
    public void What_an_older_revision_loses_at_a_drop_is_not_lost()
    {
        // It compares starts only, and takes a VMA that has merged with the one shown last for that one.
        foreach (var page in Pages)
        {
            var scenario = Of("task_vma/v5", "merge-both", page);
            var replay = KernelReplayer.Run(All, scenario, Find(scenario, "I1"), KernelReader.Iterator);
            Assert.Equal(KernelVerdict.NotReproduced, replay.Verdict);
            Assert.Contains("where the model shows", replay.Reason, StringComparison.Ordinal);
            Assert.EndsWith(InDrop, replay.Reader, StringComparison.Ordinal);
        }
    }

    [HolderFact]
    public void Each_of_two_drops_lets_a_call_in()
    {
        foreach (var page in Pages)
        {
            AssertTwo(Carry(TwoCalls with { RecordsPerPage = page }));
        }
    }

    [HolderFact]
    public void A_call_before_the_first_record_needs_no_drop()
    {
        foreach (var page in Pages)
        {
            var replay = Carry(TwoCalls with { RecordsPerPage = page }, first: 0);
            AssertTwo(replay);
            Assert.NotEmpty(replay.Rows[0].Calls);
        }
    }

    [HolderFact]
    public void Without_contention_nothing_is_said_of_the_kernel()
    {
        // The reader never gets so far that it would be held for the writer.
        foreach (var page in Pages)
        {
            var replay = Carry(TwoCalls with { RecordsPerPage = page }, holdsAt: 200);
            Assert.Equal(KernelVerdict.NotControllable, replay.Verdict);
            Assert.StartsWith("no contention came about in 5 attempts: ", replay.Reason, StringComparison.Ordinal);
            Assert.Empty(replay.Rows);
        }
    }

    [HolderFact]
    public void Calls_that_come_out_otherwise_say_so()
    {
        // The target gives anonymous memory no name, so nothing keeps its VMAs from merging.
        var scenario = Of(Mainline, "anon-name", RecordsPerPage.All);
        var replay = KernelReplayer.Run(All, scenario, Find(scenario, "I5"));
        Assert.Equal(KernelVerdict.NotControllable, replay.Verdict);
        Assert.StartsWith("the writer's calls come out otherwise here", replay.Reason, StringComparison.Ordinal);
    }

    private static void AssertTwo(KernelReplay replay)
    {
        Assert.Equal((KernelVerdict.Confirmed, string.Empty), (replay.Verdict, replay.Reason));
        Assert.Equal(2, replay.Rows.Count(row => row.Calls.Count > 0));
        Assert.EndsWith(InDrop, replay.Reader, StringComparison.Ordinal);
    }

    private static KernelReplay Carry(Scenario scenario, int holdsAt = DroppingReader.Again, int first = 2)
    {
        var (path, broken) = Drive(scenario, first);
        var schedule = ContendedSchedule.Of(() => scenario.Build(All), path, broken, out var whyNot);
        Assert.Empty(whyNot);
        return new ContendedReplay(scenario.Build(All), schedule!) { HoldsAt = holdsAt }.Carry(KernelReader.Iterator);
    }
}
