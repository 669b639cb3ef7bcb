using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Locking;

/// <summary>
/// "A sleeping waiter returns -EINTR on a fatal signal of the calling task. The lock is not held on failure."
/// (protocols.md 1.2; the fault Signal.)
/// </summary>
public class InterruptTests
{
    [Theory]
    [InlineData("a waiting reader", "k w look", "w k look k look w look",
        "write w, waits k", "k: -EINTR", "write w", "free")]
    [InlineData("a waiting writer", "K r look", "r K look K look r look",
        "read r, waits K!", "K: -EINTR", "read r", "free")]
    [InlineData("one in the middle of the list", "w1 w2 K r look", "w1 w2 K r look K look",
        "write w1, waits w2! K! r", "K: -EINTR", "write w1, waits w2! r")]
    [InlineData("the head of the list: a reader comes first now", "w1 K r look", "w1 K r look K look w1 look",
        "write w1, waits K! r", "K: -EINTR", "write w1, waits r", "read r, granted r")]
    [InlineData("the head of the list, with the lock free: readers are let in", "w K r look", "w K r w look K:1 look",
        "free, waits K! r", "K: -EINTR", "read r, granted r")]
    [InlineData("one that could have the lock by now", "w1 w2 K look", "w1 w2 K w1 look K:1 look",
        "free, waits w2! K!", "K: -EINTR", "free, waits w2!")]
    [InlineData("a reader behind a woken writer", "w1 w2 k look", "w1 w2 k w1 look k look",
        "free, waits w2! k", "k: -EINTR", "free, waits w2!")]
    public void At_L1_the_entry_goes_away(string goal, string names, string schedule, params string[] expected) =>
        Assert.Equal(
            [goal, .. expected],
            [goal, .. LockScripts.Play(LockScripts.Settings(RwSemLevel.L1, names, 1, Faults.Signal), schedule)]);

    [Fact]
    public void At_L0_a_blocked_thread_is_interrupted_in_one_step() => Assert.Equal(
        ["k: -EINTR", "write w", "free"],
        LockScripts.Play(LockScripts.Settings(RwSemLevel.L0, "k w look", 1, Faults.Signal), "w k look w look"));

    /// <summary>It was handed the lock with the wake-up, so the signal comes too late.</summary>
    [Fact]
    public void A_reader_that_was_granted_the_lock_keeps_it()
    {
        var trace = Lab.Play(LockScripts.Settings(RwSemLevel.L1, "k w", 1, Faults.Signal), "w k w k");
        Assert.Empty(trace.Steps[^1].Choices);
        Assert.Equal("holds mmap_lock for read", Assert.Single(trace.Unfinished).Holdings);
    }

    [Theory]
    [InlineData(RwSemLevel.L0, "w k1")]
    [InlineData(RwSemLevel.L1, "w k1 K2 k1")]
    public void The_second_waiter_is_not_interrupted_any_more(RwSemLevel level, string schedule)
    {
        var trace = Lab.Play(LockScripts.Settings(level, "k1 K2 w", 1, Faults.Signal), schedule);
        Assert.Equal(["a fatal signal: -EINTR"], trace.Steps[^1].Details);
        Assert.Equal(["K2", "w"], trace.Unfinished.Select(thread => thread.Thread));
        Assert.Equal([false, true], trace.Unfinished.Select(thread => thread.IsEnabled));
    }

    [Theory]
    [InlineData(RwSemLevel.L0, "k1 K2 w", Faults.Signal, "K2: -EINTR", "k1: -EINTR")]
    [InlineData(RwSemLevel.L1, "k1 K2 w", Faults.Signal, "K2: -EINTR", "k1: -EINTR")]
    [InlineData(RwSemLevel.L0, "k1 K2 w", Faults.None)]
    [InlineData(RwSemLevel.L1, "k1 K2 w", Faults.None)]
    [InlineData(RwSemLevel.L1, "k1 K2 w", Faults.Exit | Faults.NoMem)]
    [InlineData(RwSemLevel.L0, "r1 d2 w", Faults.Signal)]
    [InlineData(RwSemLevel.L1, "r1 d2 w", Faults.Signal)]
    [InlineData(RwSemLevel.L1, "k1 k2 r", Faults.Signal)]
    [InlineData(RwSemLevel.L2, "k1 K2 w", Faults.Signal, "K2: -EINTR", "k1: -EINTR")]
    [InlineData(RwSemLevel.L2, "k1 K2 w", Faults.None)]
    [InlineData(RwSemLevel.L2, "r1 d2 w", Faults.Signal)]
    public void Who_may_be_interrupted(RwSemLevel level, string names, Faults faults, params string[] expected) =>
        Assert.Equal(expected, Lab.Outcomes(LockScripts.Settings(level, names, 1, faults)));
}
