namespace LockCheck.Kernel.Tests.Locking;

/// <summary>Single schedules of the rwsem, and what the lock is on the way (protocols.md 1.2).</summary>
public class LockScheduleTests
{
    [Theory]
    [InlineData(RwSemLevel.L0)]
    [InlineData(RwSemLevel.L1)]
    public void Readers_share(RwSemLevel level) => Assert.Equal(
        ["read r1 r2", "read r2", "free"],
        Play(level, "r1 r2 look", "r1 r2 look r1 look r2 look"));

    [Theory]
    [InlineData(RwSemLevel.L0)]
    [InlineData(RwSemLevel.L1)]
    public void A_downgraded_writer_shares_with_readers(RwSemLevel level) => Assert.Equal(
        ["write d", "read d", "read r d", "free"],
        Play(level, "r d look", "d look d look r look r d look"));

    [Fact]
    public void At_L0_nobody_can_move_while_a_writer_is_inside()
    {
        var trace = Support.Lab.Play(LockScripts.Settings(RwSemLevel.L0, "r w1 w2 d t"), "w1");
        Assert.Equal(["w1", "t"], trace.Unfinished.Where(thread => thread.IsEnabled).Select(thread => thread.Thread));
    }

    [Fact]
    public void At_L1_a_thread_joins_the_wait_list_in_a_step_of_its_own()
    {
        var trace = Support.Lab.Play(LockScripts.Settings(RwSemLevel.L1, "r w1 w2"), "w1 r w2");
        Assert.Equal(
            ["mmap_write_lock(mm1)", "mmap_read_lock(mm1): joins the wait list",
                "mmap_write_lock(mm1): joins the wait list"],
            trace.Steps.Select(step => step.Operation));
        Assert.Equal(["w1"], trace.Unfinished.Where(thread => thread.IsEnabled).Select(thread => thread.Thread));
        Assert.Equal(
            "waits for mmap_lock, held for write by w1",
            trace.Unfinished.Single(thread => thread.Thread == "r").BlockedBy);
    }

    [Fact]
    public void At_L1_a_reader_behind_a_woken_writer_sleeps_on()
    {
        var trace = Support.Lab.Play(LockScripts.Settings(RwSemLevel.L1, "r w1 w2 w3"), "w1 w2 r w1");
        Assert.Equal(
            ["w2", "w3"], trace.Unfinished.Where(thread => thread.IsEnabled).Select(thread => thread.Thread));
    }

    [Theory]
    [InlineData("a writer at the head is only woken", "w1 w2 r1 look w1 look",
        "write w1, waits w2! r1", "free, waits w2! r1")]
    [InlineData("a reader at the head is granted the lock", "w1 r1 look w1 look r1 look",
        "write w1, waits r1", "read r1, granted r1", "read r1")]
    [InlineData("all waiting readers are, past the writers between them", "w1 r1 w2 r2 w3 r3 look w1 look",
        "write w1, waits r1 w2! r2 w3! r3", "read r1 r2 r3, granted r1 r2 r3, waits w2! w3!")]
    [InlineData("a downgrade wakes them too", "d1 r1 w2 r2 look d1 look",
        "write d1, waits r1 w2! r2", "read r1 r2 d1, granted r1 r2, waits w2!")]
    [InlineData("a downgrade leaves a writer at the head asleep", "d1 w2 r1 d1 look", "read d1, waits w2! r1")]
    [InlineData("the list is first in, first out", "w1 w3 w2 r3 r1 r2 look", "write w1, waits w3! w2! r3 r1 r2")]
    [InlineData("a writer takes its entry away", "w1 w2 r1 w3 w1 w2 look", "write w2, waits r1 w3!")]
    [InlineData("whoever comes first wins the lock", "w1 w2 w3 w1 w3 look", "write w3, waits w2!")]
    [InlineData("a writer waits for the last reader", "r1 r2 w1 look r1 look r2 look w1 look",
        "read r1 r2, waits w1!", "read r2, waits w1!", "free, waits w1!", "write w1")]
    [InlineData("at L1 a reader still gets in past a queued writer", "r1 w1 r2 look", "read r1 r2, waits w1!")]
    public void The_wait_list(string goal, string schedule, params string[] expected) =>
        Assert.Equal(
            [goal, .. expected],
            [goal, .. Play(RwSemLevel.L1, "r1 r2 r3 w1 w2 w3 d1 look", schedule)]);

    [Fact]
    public void Many_threads_wait_in_the_order_of_their_coming() => Assert.Equal(
        ["write w1, waits w2! r6 r5 r4 r3 r2", "free, waits w2! r6 r5 r4 r3 r2"],
        Play(RwSemLevel.L1, "w1 w2 r2 r3 r4 r5 r6 look", "w1 w2 r6 r5 r4 r3 r2 look w1 look"));

    [Fact]
    public void Trylock_fails_on_a_writer_at_either_level()
    {
        Assert.Equal(["t: no"], Play(RwSemLevel.L0, "t w", "w t"));
        Assert.Equal(["t: no"], Play(RwSemLevel.L1, "t w", "w t"));
    }

    /// <summary>"So it fails whenever somebody is queued, even if the lock is currently reader-owned."</summary>
    [Theory]
    [InlineData(RwSemLevel.L1, "r w t", "r w t", "t: no")]
    [InlineData(RwSemLevel.L1, "r w t", "r t", "t: yes")]
    [InlineData(RwSemLevel.L0, "r w t", "r t", "t: yes")]
    [InlineData(RwSemLevel.L1, "w1 w2 t", "w1 w2 w1 t", "t: no")]
    [InlineData(RwSemLevel.L1, "r w t", "w r w t", "t: yes")]
    public void Trylock_fails_while_somebody_is_queued(
        RwSemLevel level, string names, string schedule, string expected) =>
        Assert.Equal([expected], Play(level, names, schedule));

    /// <summary>"True for queued readers too, not only writers."</summary>
    [Theory]
    [InlineData("r c", "r c", "not contended")]
    [InlineData("w c", "w c", "not contended")]
    [InlineData("r w c", "r w c", "contended")]
    [InlineData("r w c", "w r c", "contended")]
    [InlineData("r w c", "w r w c", "not contended")]
    [InlineData("w1 w2 c", "w1 w2 w1 c", "contended")]
    [InlineData("w1 w2 c", "w1 w2 w1 w2 c", "not contended")]
    public void Contended_is_whether_anybody_is_queued(string names, string schedule, string expected) =>
        Assert.Equal([expected], Play(RwSemLevel.L1, names, schedule));

    private static IReadOnlyList<string> Play(RwSemLevel level, string names, string schedule) =>
        LockScripts.Play(LockScripts.Settings(level, names), schedule);
}
