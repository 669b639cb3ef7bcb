using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Tests.Mutants;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// A fatal signal in a killable lock (docs/protocols.md 6.3): "P-TV7m: mmput + put task, NULL (looks like EOF)". What
/// is broken is honesty, and in v3 the task's reference: no lock, no other promise.
/// </summary>
public class InterruptionTests
{
    private static readonly RecordsPerPage[] Pages = [new(1), new(2), RecordsPerPage.All, RecordsPerPage.Choice];

    // I14 goes with I9: NULL is returned with the reference that is never put.
    [Theory]
    [InlineData("task_vma/v3", "I14 I15 I9")]
    [InlineData("task_vma/v5", "I15")]
    [InlineData("task_vma/v7", "I15")]
    [InlineData("task_vma/v7-mm-ref", "I15")]
    [InlineData("task_vma/resume-unshown", "I15")]
    public void A_signal_adds_these_failures_and_no_others(string reader, string expected)
    {
        foreach (var page in Pages)
        {
            foreach (var level in (RwSemLevel[])[RwSemLevel.L0, RwSemLevel.L1])
            {
                var quiet = Check.Of(reader, "mprotect-mid", page) with { RwSem = level };
                var before = Check.Failures(Check.Run(quiet)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var after = Check.Failures(Check.Run(quiet with { Faults = Faults.Signal })).Split(' ');
                Assert.Equal(expected, string.Join(' ', after.Except(before)));
                Assert.Subset(after.ToHashSet(StringComparer.Ordinal), before.ToHashSet(StringComparer.Ordinal));
            }
        }
    }

    // Nobody reads on after a fatal signal: pages that were not reported by then are not lost.
    [Theory]
    [InlineData("task_vma/v7-mm-ref")]
    [InlineData("mutant/SwallowsEintr")]
    public void A_read_that_a_signal_cut_short_has_no_false_gap(string reader)
    {
        var scenario = Check.Of(reader, "mprotect-mid", RecordsPerPage.Choice, Faults.Signal);
        var result = Check.Run(scenario);
        var finding = Assert.Single(result.Findings, finding => finding.IsFailure);
        Assert.Equal("I15", finding.Property?.Id);

        // The end call and the EOF are one step, in which read() returns for the last time.
        var trace = Trace.Of(LoadedModel.Load(scenario.Build(Check.Known)), finding.Path);
        Assert.Contains(trace.Steps[^1].Details, line => line.Contains("! I15:", StringComparison.Ordinal));
    }

    // A reader that does not sleep in a killable lock is not interrupted; the writer is, and that is no failure.
    [Fact]
    public void An_uninterruptible_reader_breaks_nothing()
    {
        foreach (var page in Pages)
        {
            var result = Check.Run(Check.Of(CorrectReader.NameOfIt, "split-then-re-merge", page, Faults.Signal));
            Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
        }
    }
}
