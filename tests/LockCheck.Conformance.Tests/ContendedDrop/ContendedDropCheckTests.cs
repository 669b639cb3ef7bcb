using LockCheck.Conformance.Checks;
using LockCheck.Conformance.ContendedDrop;
using LockCheck.Conformance.Resume;
using LockCheck.Conformance.Tests.Bpf;
using LockCheck.Conformance.Tests.Resume;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.Tests.ContendedDrop;

/// <summary>A writer let in where iter/task_vma drops the lock, on the running kernel.</summary>
[Collection(BpfCollection.Name)]
public class ContendedDropCheckTests
{
    [HolderFact]
    public void The_kernel_goes_on_as_the_model_does()
    {
        var outcome = new ContendedDropCheck { Cases = 10 }.Run(new CheckContext { Seed = 3 });
        Assert.Equal((CheckVerdict.Passed, string.Empty), (outcome.Verdict, outcome.Reason));
        Assert.InRange(outcome.Counts[0].Number, 10 * 3, long.MaxValue);
    }

    [HolderFact]
    public void Every_recorded_case_comes_out_alike_on_this_kernel()
    {
        using var region = new RaceRegion();
        using var held = new HeldRead(region);
        var trial = new DropTrial(
            Catalogue.Load(), KernelReader.Iterator.Model, RaceRules.OfThisKernel, region, held);
        foreach (var race in RecordedRace.Of("contended_iter.json"))
        {
            var window = trial.WindowOf(race.Case);
            if (DropTrial.IsOfUse(window))
            {
                Assert.Null(trial.Run(race.Case, window));
                Assert.Null(trial.Failure);
            }
        }
    }

    [HolderFact]
    public void An_older_revision_is_found()
    {
        var outcome = new ContendedDropCheck { Reader = "task_vma/v5", Cases = 500 }.Run(new CheckContext());
        Assert.Equal(CheckVerdict.Failed, outcome.Verdict);
        Assert.DoesNotContain(',', outcome.Differences[0].Where);
    }

    [HolderFact]
    public void Without_contention_nothing_has_passed()
    {
        // The reader never gets so far that it would be held for the writer.
        var outcome = new ContendedDropCheck { HoldsAt = 200 }.Run(new CheckContext());
        Assert.Equal(CheckVerdict.Inconclusive, outcome.Verdict);
        Assert.StartsWith("no contention came about: ", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(0, outcome.Counts[0].Number);
    }
}
