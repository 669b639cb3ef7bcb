using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Locking;

/// <summary>Single schedules at L2: who passes whom, and what HANDOFF changes (protocols.md 1.2).</summary>
public class StealingScheduleTests
{
    [Theory]
    [InlineData("(i) a reader does not pass a queued writer while readers hold the lock", "r1 w1 r2 look",
        "read r1, waits w1! r2")]
    [InlineData("(ii) it steals a lock that nobody holds", "r1 w1 r1 r2 look", "read r2, waits w1!")]
    [InlineData("(iii) not under HANDOFF", "r1 w1 w1 look r1 r2 look",
        "read r1, waits w1!, handoff", "free, waits w1! r2, handoff")]
    [InlineData("nor from a writer", "w1 r1 look", "write w1, waits r1")]
    [InlineData("without waiters readers share", "r1 r2 look", "read r1 r2")]
    [InlineData("a writer steals a lock that nobody holds", "w1 w2 w1 w3 look", "write w3, waits w2!")]
    [InlineData("not under HANDOFF", "w1 w2 w2 w1 w3 look w2 look",
        "free, waits w2! w3!, handoff", "write w2, waits w3!")]
    [InlineData("the thief is waited for, and HANDOFF can be asked for then", "w1 w2 w1 w3 w2 look w3 w2 look",
        "write w3, waits w2!, handoff", "write w2")]
    [InlineData("a release with a reader first is two steps", "w1 r1 w1 look w1 look",
        "free, waits r1, waking w1", "read r1, granted r1")]
    [InlineData("a reader that steals in between wakes the others", "w1 r1 w2 r3 w1 r2 look w1 look",
        "read r1 r2 r3, granted r1 r3, waits w2!, waking w1", "read r1 r2 r3, granted r1 r3, waits w2!")]
    [InlineData("a writer that steals in between makes the wake-up fail", "w1 r1 w1 w2 w1 look",
        "write w2, waits r1")]
    [InlineData("then the first reader may get HANDOFF", "w1 r1 w1 w2 w1:1 look", "write w2, waits r1, handoff")]
    [InlineData("and is granted the lock with the release", "w1 r1 w1 w2 w1:1 w2 look", "read r1, granted r1")]
    [InlineData("two may have to wake", "w1 r1 w1 w2 w2 look w2 look w1 look",
        "free, waits r1, waking w1 w2", "read r1, granted r1, waking w1", "read r1, granted r1")]
    [InlineData("a downgrade wakes at once", "d1 r1 w2 r2 d1 look", "read r1 r2 d1, granted r1 r2, waits w2!")]
    [InlineData("and leaves HANDOFF to a writer at the head", "d1 w2 w2 r1 d1 look",
        "read d1, waits w2! r1, handoff")]
    [InlineData("a writer at the head is only woken", "w1 w2 r1 w1 look", "free, waits w2! r1")]
    [InlineData("its success ends HANDOFF", "w1 w2 r1 w2 w1 w2 look", "write w2, waits r1")]
    public void The_lock_goes(string goal, string schedule, params string[] expected) =>
        Assert.Equal(
            [goal, .. expected],
            [goal, .. LockScripts.Play(LockScripts.Settings(RwSemLevel.L2, "r1 r2 r3 w1 w2 w3 d1 look"), schedule)]);

    [Theory]
    [InlineData("who leaves takes HANDOFF along", "r1 K K look K look",
        "read r1, waits K!, handoff", "K: -EINTR", "read r1")]
    [InlineData("the choice is between asking and the signal", "r1 K K:1 look", "K: -EINTR", "read r1")]
    [InlineData("readers behind the first one are let in", "r1 K r2 K:1 look",
        "K: -EINTR", "read r1 r2, granted r2")]
    [InlineData("not past a writer inside", "w1 K r2 K:1 look", "K: -EINTR", "write w1, waits r2")]
    [InlineData("their wake-up may ask for HANDOFF", "w1 K r2 K:3 look", "K: -EINTR", "write w1, waits r2, handoff")]
    [InlineData("one in the middle changes nothing", "w1 w2 K w2 K look",
        "K: -EINTR", "write w1, waits w2!, handoff")]
    [InlineData("a sleeping reader just leaves", "r1 w1 k k look", "k: -EINTR", "read r1, waits w1!")]
    [InlineData("a granted one has it", "w1 k w1 w1 k look", "read k")]
    public void A_fatal_signal(string goal, string schedule, params string[] expected)
    {
        var settings = LockScripts.Settings(RwSemLevel.L2, "r1 r2 w1 w2 k K look", 1, Faults.Signal);
        Assert.Equal(
            [goal, .. expected],
            [goal, .. LockScripts.Play(settings, schedule)]);
    }

    [Theory]
    [InlineData("r w t", "r w t", "t: no")]
    [InlineData("r w t", "r w r t", "t: no")]
    [InlineData("r w t", "r w w r t", "t: no")]
    [InlineData("w r t", "w r w t", "t: no")]
    [InlineData("r w t", "r t", "t: yes")]
    public void Trylock_fails_on_a_writer_and_on_waiters(string names, string schedule, string expected) =>
        Assert.Equal([expected], LockScripts.Play(LockScripts.Settings(RwSemLevel.L2, names), schedule));

    [Fact]
    public void The_steps_have_names()
    {
        var trace = Lab.Play(LockScripts.Settings(RwSemLevel.L2, "r1 r2 w1 w2"), "w1 r1 w1 w2 w1 r2 w2 w2");
        Assert.Equal(
            ["mmap_write_lock(mm1)", "mmap_read_lock(mm1): joins the wait list", "mmap_write_unlock(mm1)",
                "mmap_write_lock(mm1): steals it", "mmap_write_unlock(mm1): wakes the waiting readers",
                "mmap_read_lock(mm1): joins the wait list", "mmap_write_unlock(mm1)",
                "mmap_write_unlock(mm1): wakes the waiting readers"],
            trace.Steps.Select(step => step.Operation));
        Assert.Equal(["4 ms passed"], trace.Steps[4].Choices.Select(choice => choice.Name));
    }

    [Fact]
    public void Who_sleeps_before_a_free_lock_says_behind_whom()
    {
        var trace = Lab.Play(LockScripts.Settings(RwSemLevel.L2, "r1 r2 w"), "r1 w r2 r1");
        Assert.Equal(
            ["r2: waits for mmap_lock, behind w", "w"],
            trace.Unfinished.Select(thread =>
                thread.IsEnabled ? thread.Thread : $"{thread.Thread}: {thread.BlockedBy}"));
    }
}
