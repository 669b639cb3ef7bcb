using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Resume;
using LockCheck.Conformance.Tests.Bpf;
using LockCheck.Conformance.Tests.Support;
using LockCheck.Kernel.Exact;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.Tests.Resume;

/// <summary>A writer between two records, on the running kernel.</summary>
[Collection(BpfCollection.Name)]
public class ResumeCheckTests
{
    [ModelFact]
    public void The_kernel_goes_on_as_the_model_does()
    {
        var outcome = new ResumeCheck { Cases = 15 }.Run(new CheckContext { Seed = 3 });
        Assert.True(outcome.Verdict == CheckVerdict.Passed, Text(outcome));
        Assert.InRange(outcome.Counts[0].Number, 15 * 3 * 3, long.MaxValue);
        Assert.Equal(BpfSupport.WhyNot is not null, outcome.Notes.Any(note => note.Contains("iter/task_vma")));
    }

    [ModelFact]
    public void Every_recorded_case_comes_out_alike_on_this_kernel()
    {
        using var region = new RaceRegion();
        var trial = new RaceTrial(Catalogue.Load(), RaceRules.OfThisKernel, region);
        foreach (var race in RecordedRace.Of("resume.json"))
        {
            var window = trial.WindowOf(race.Case);
            foreach (var reader in RaceReader.All.Where(
                reader => reader.Kind != RaceReaderKind.Iterator || BpfSupport.WhyNot is null))
            {
                Assert.Null(trial.Run(race.Case, window, reader));
            }
        }
    }

    private static string Text(CheckOutcome outcome) => outcome.Verdict + " " + outcome.Reason + "\n" + string.Join(
        "\n",
        outcome.Differences.Select(one => string.Join(
            "\n", [one.What, one.Where, "kernel", .. one.Kernel, "model", .. one.Model, .. one.Reproduction])));
}
