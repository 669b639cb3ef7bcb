using LockCheck.Conformance.Checks;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Racing;
using LockCheck.Conformance.Targets;
using LockCheck.Conformance.Tests.Bpf;
using LockCheck.Conformance.Tests.Support;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Conformance.Tests.Racing;

/// <summary>The running kernel shows what the model can show, and a model that promises more is found out.</summary>
[Collection(BpfCollection.Name)]
public class RacingCheckTests
{
    private const string ByRecords = "iter/task_vma by records";

    [RaceFact]
    public void The_model_explains_what_every_reader_sees()
    {
        var outcome = new RacingCheck { Takes = (_, cycle) => cycle is "boundary-up" or "move-over" }
            .Run(new CheckContext { Seconds = 1 });
        Assert.Equal((CheckVerdict.Passed, string.Empty), (outcome.Verdict, outcome.Reason));
        Assert.True(outcome.Counts.Single(count => count.Thing == "read").Number > 16);
        Assert.True(outcome.Counts.Single(count => count.Thing == "writer round").Number > 16);
        Assert.Equal(0, outcome.Counts.Single(count => count.Thing == "unexplained case").Number);
        Assert.Equal(8, outcome.Notes.Count(note => note.Contains("at work throughout", StringComparison.Ordinal)));
    }

    /// <summary>
    /// The iterator of the kernel loses front pieces where a read() ends (number 6 of the catalogue of bugs). A model
    /// that is repaired does not.
    /// </summary>
    [RaceFact]
    public void A_model_that_keeps_what_the_kernel_breaks_fails()
    {
        var check = new RacingCheck
        {
            Takes = (reader, cycle) =>
                reader == ByRecords && cycle is "boundary-up" or "boundary-both" or "merge-three",
            ModelOf = _ => "task_vma/resume-unshown",
            RoundsMax = 2,
        };
        var outcome = check.Run(new CheckContext { Seconds = 3 });
        for (var tries = 1; tries < 10 && outcome.Verdict != CheckVerdict.Failed; tries++)
        {
            // The two meet often, and not at a time that anybody could name.
            outcome = check.Run(new CheckContext { Seconds = 3 });
        }

        Assert.Equal(CheckVerdict.Failed, outcome.Verdict);
        Assert.True(outcome.Counts.Single(count => count.Thing == "unexplained case").Number > 0);
        var difference = outcome.Differences.First(
            one => one.What.EndsWith("the model does not have: lost page", StringComparison.Ordinal));
        Assert.StartsWith(ByRecords, difference.Where);
        Assert.Contains("no run of task_vma/resume-unshown", difference.Model[0]);
        Assert.Contains("for (;;) {", difference.Reproduction);
    }

    [RaceFact]
    public void An_answer_that_was_cut_passes_nothing()
    {
        var outcome = new RacingCheck { Takes = Few, StatesMax = 1 }.Run(new CheckContext { Seconds = 0.2 });
        Assert.Equal(CheckVerdict.Inconclusive, outcome.Verdict);
        Assert.StartsWith("the model's answer was cut", outcome.Reason);
    }

    [RaceFact]
    public void The_check_stops_when_it_is_interrupted()
    {
        using var source = new CancellationTokenSource();
        var outcome = new RacingCheck { Takes = Few }.Run(new CheckContext
        {
            Seconds = 3600,
            Cancellation = source.Token,
            Progress = _ => source.Cancel(),
        });
        Assert.Equal((CheckVerdict.Inconclusive, "interrupted"), (outcome.Verdict, outcome.Reason));
        Assert.Equal(1, outcome.Counts[0].Number);
    }

    [KernelFact]
    public void A_call_that_returns_something_else_than_in_the_model_is_named()
    {
        var cycle = new RaceCycle(
            "other", [Calls.Map(0, 4, Prot.Read)], [Calls.Unmap(0, 2), Calls.Map(0, 2, Prot.Read)]);
        var states = new CycleStates(cycle);
        states.Returned[0] = -22;
        using var region = new LiveRegion();
        var writer = new CycleWriter(region, cycle, states);
        writer.KeepGoing();
        var refused = Assert.Throws<TargetException>(writer.Finish);
        Assert.Contains("munmap 0-2 returned 0, and -22 in the model", refused.Message);
    }

    [KernelFact]
    public void A_writer_makes_all_rounds_of_what_it_was_given()
    {
        var cycle = RaceCycle.All[0];
        using var region = new LiveRegion();
        var writer = new CycleWriter(region, cycle, new CycleStates(cycle));
        writer.KeepGoing();
        writer.Finish();
        Assert.Equal(TargetProcess.RequestsMax / cycle.Round.Count, writer.Rounds);
        Assert.False(writer.IsAtWork);
    }

    private static bool Few(string reader, string cycle) => reader == "maps" && cycle == "boundary-up";
}
