using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.Resume;
using LockCheck.Conformance.Tests.Bpf;
using LockCheck.Conformance.Tests.Support;
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
    public void Without_BPF_the_other_readers_run()
    {
        var outcome = new ResumeCheck { Cases = 2, WhyNoIterator = () => "it is forbidden" }.Run(new CheckContext());
        Assert.Equal(CheckVerdict.Passed, outcome.Verdict);
        Assert.Contains("left out: iter/task_vma, because it is forbidden", outcome.Notes);
    }

    [ModelFact]
    public void Every_recorded_case_comes_out_alike_on_this_kernel()
    {
        using var region = new RaceRegion();
        var trial = new RaceTrial(Catalogue.Load(), RaceRules.OfThisKernel, region);
        foreach (var race in RecordedRace.Of("resume.json"))
        {
            var window = trial.WindowOf(race.Case);
            foreach (var reader in KernelReader.All.Where(
                reader => reader.Kind != KernelReaderKind.Iterator || BpfSupport.WhyNot is null))
            {
                Assert.Null(trial.Run(race.Case, window, reader));
            }
        }
    }

    /// <summary>Revisions that go on elsewhere: the check names the reader, and few calls.</summary>
    [ModelTheory]
    [InlineData("/proc/PID/maps", "proc_maps/mmap-lock")]
    [InlineData("/proc/PID/maps", "proc_maps/version-cursor")]
    [InlineData("/proc/PID/smaps", "proc_maps/mmap-lock")]
    [InlineData("PROCMAP_QUERY", "proc_maps/mmap-lock")]
    public void Another_revision_is_found(string reader, string model) => AssertFound(reader, model);

    [BpfFact]
    public void A_repaired_iterator_is_found() => AssertFound("iter/task_vma", "task_vma/resume-unshown");

    [Fact]
    public void A_difference_is_shown_with_the_map_the_calls_and_the_records()
    {
        var race = RecordedRace.Of("resume.json").Single(one => one.Id == "c13").Case;
        var shown = new ShownVma(0x2000_0000_0000, 0x2000_0000_2000, 1);
        var kernel = new RacePrediction([shown], []);
        var model = new RacePrediction([shown], [shown with { Prot = 3 }]);
        var report = RaceDifference.OfRecords(kernel, model)!.ToReport(race, "/proc/PID/maps", "now");
        string[] lines = [report.What, report.Where, .. report.Kernel, "-", .. report.Model, .. report.Reproduction];
        Golden.Matches("resume-difference", string.Join('\n', lines) + "\n");
    }

    private static void AssertFound(string reader, string model)
    {
        var check = new ResumeCheck
        {
            Cases = 500,
            Readers = [.. KernelReader.All.Where(one => one.Text == reader).Select(one => one with { Model = model })],
        };
        var outcome = check.Run(new CheckContext());
        Assert.Equal(CheckVerdict.Failed, outcome.Verdict);
        var difference = outcome.Differences[0];
        Assert.Contains(reader, difference.What, StringComparison.Ordinal);
        Assert.DoesNotContain(',', difference.Where);
        Assert.NotEqual(difference.Kernel, difference.Model);
    }

    private static string Text(CheckOutcome outcome) => outcome.Verdict + " " + outcome.Reason + "\n" + string.Join(
        "\n",
        outcome.Differences.Select(one => string.Join(
            "\n", [one.What, one.Where, "kernel", .. one.Kernel, "model", .. one.Model, .. one.Reproduction])));
}
