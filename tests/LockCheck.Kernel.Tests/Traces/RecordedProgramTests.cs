using LockCheck.Kernel.Traces;

namespace LockCheck.Kernel.Tests.Traces;

/// <summary>What real programs did comes out exactly, on the kernel that they ran on (6.18).</summary>
public sealed class RecordedProgramTests
{
    [Theory]
    [InlineData("cat")]
    [InlineData("bash")]
    [InlineData("python")]
    [InlineData("threads")]
    [InlineData("forks")]
    [InlineData("jit")]
    [InlineData("java")]
    public void The_map_at_the_end_comes_out(string name)
    {
        var outcome = Replay(name, TouchedMemory.All, null, name);
        Assert.Empty(outcome.Comparison!.Lines);
        Assert.Equal(outcome.Comparison.Total, outcome.Comparison.AsExpected);
        Assert.Equal(0, outcome.Differing);
        Assert.Equal(0, outcome.UnknownCalls);
    }

    [Fact]
    public void Calls_of_every_kind_come_out_for_parent_and_child()
    {
        var parent = Replay("calls", TouchedMemory.All, null, "calls");
        Assert.Empty(parent.Comparison!.Lines);
        Assert.Equal(1, parent.Comparison.Grown);

        // A mmap of 64 TiB was refused for want of memory, which the model has without end.
        Assert.Equal("-ENOMEM", Assert.Single(parent.Differences).Said);
        Assert.Empty(Replay("calls", TouchedMemory.All, 17159, "calls-child").Comparison!.Lines);
    }

    [Fact]
    public void A_thousand_VMAs_that_are_hardly_touched_come_out()
    {
        // Six threads that make random calls, and write to nothing.
        var outcome = Replay("stress", TouchedMemory.None, null, "stress");
        Assert.Equal(1081, outcome.Comparison!.AsExpected);
        Assert.Empty(outcome.Comparison.Lines);
        Assert.Equal(0, outcome.Differing);
    }

    [Fact]
    public void Who_touches_nothing_gets_other_merges() =>
        Assert.NotEmpty(Replay("python", TouchedMemory.None, null, "python").Comparison!.Lines);

    private static TraceOutcome Replay(string name, TouchedMemory touched, long? process, string final) => Trace.Replay(
        new TraceRequest(Trace.Maps(name + ".initial.maps"))
        {
            Touched = touched,
            Process = process,
            Expected = Trace.Maps(final + ".final.maps"),
        },
        Trace.Bytes(name + ".strace"));
}
