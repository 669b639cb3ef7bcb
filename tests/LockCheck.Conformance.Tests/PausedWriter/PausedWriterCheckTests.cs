using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.PausedWriter;
using LockCheck.Conformance.Tests.Bpf;
using LockCheck.Conformance.Tests.Support;

namespace LockCheck.Conformance.Tests.PausedWriter;

/// <summary>The running kernel's readers beside a writer that is held.</summary>
[Collection(BpfCollection.Name)]
public class PausedWriterCheckTests
{
    [ModelHolderFact]
    public void The_kernel_does_what_the_model_does()
    {
        var outcome = new PausedWriterCheck { Sequences = 1 }.Run(new CheckContext { Seed = 5 });
        Assert.Equal((CheckVerdict.Passed, string.Empty), (outcome.Verdict, outcome.Reason));
        Assert.Equal(4 * outcome.Counts[1].Number, outcome.Counts[2].Number);
        Assert.InRange(outcome.Counts[3].Number, 100, outcome.Counts[2].Number - 100);
    }

    [ModelHolderFact]
    public void A_reader_that_blocks_where_the_kernels_does_not_is_noticed()
    {
        var readers = PassedReader.OfThisKernel().Where(one => one.Name == PassedReader.Maps)
            .Select(one => one with { Protocol = "proc_maps/mmap-lock-maple" });
        var outcome = new PausedWriterCheck { Readers = [.. readers] }.Run(new CheckContext());
        Assert.Equal(CheckVerdict.Failed, outcome.Verdict);
        var difference = outcome.Differences[0];
        Assert.Equal(
            ("/proc/PID/maps", "munmap 12-16, held at event 2, W acquired"), (difference.What, difference.Where));
        Assert.Equal(("does not wait", "waits for the writer"), (difference.Kernel[0], difference.Model[0]));
        Assert.Contains("munmap((void *)0x20000000c000, 16384);", difference.Reproduction);
    }

    [ModelHolderFact]
    public void Places_that_are_off_by_an_event_are_noticed()
    {
        foreach (var shift in (int[])[-1, 1])
        {
            var outcome = new PausedWriterCheck { Shift = shift }.Run(new CheckContext());
            Assert.Equal(CheckVerdict.Failed, outcome.Verdict);
        }
    }

    [ModelHolderFact]
    public void An_interruption_ends_the_target_and_detaches_the_programs()
    {
        var before = BpfSupportTests.Descriptors();
        using var source = new CancellationTokenSource();
        var outcome = new PausedWriterCheck().Run(new CheckContext
        {
            Cancellation = source.Token,
            Progress = _ => source.Cancel(),
        });
        Assert.Equal((CheckVerdict.Inconclusive, "interrupted"), (outcome.Verdict, outcome.Reason));
        Assert.Equal(1, outcome.Counts[0].Number);
        Assert.Equal(before, BpfSupportTests.Descriptors());
    }

    [ModelHolderFact]
    public void A_call_has_no_more_events_than_it_has()
    {
        var call = new PausedCall(PausedCalls.Map, PausedCalls.Recorded[0].Call);
        using var rig = new PauseRig(PassedReader.OfThisKernel());
        var events = rig.EventsOf(call);
        Assert.Equal(["W start_locking", "W acquired", "R acquired", "R releasing"], events.Select(one => one.Name));
        Assert.True(rig.TryHold(call, 4, out var held));
        Assert.Equal(("R releasing", 0L), (held!.Event.Name, held.Returned));
        Assert.False(rig.TryHold(call, 5, out held));
        Assert.Null(held);
    }

    [ModelHolderFact]
    public void A_hold_that_is_over_before_the_readers_have_ended_is_not_counted()
    {
        using var rig = new PauseRig([new SlowReader()]);
        Assert.True(rig.TryHold(new PausedCall(PausedCalls.Map, PausedCalls.Recorded[0].Call), 2, out var held));
        Assert.Null(held);
    }

    /// <summary>A pass that takes longer than a hold.</summary>
    private sealed record SlowReader() : PassedReader("slow", "proc_maps/per-vma-lock")
    {
        public override (Func<List<ShownVma>> Pass, IDisposable Needs) Open(int process) =>
            (Wait, new MemoryStream());

        private static List<ShownVma> Wait()
        {
            _ = HoldGate.WaitUntil(() => false, 2500);
            return [];
        }
    }
}
