using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.VmaLocks;

/// <summary>
/// vma_start_read and a writer that comes between any two of its steps (protocols.md 1.3). The reader's steps are RCU,
/// R{v.lseq}, R{mm.seq}, get, and R{mm.seq} under the reference; a failing one leaves RCU.
/// </summary>
public class VmaStartReadTests
{
    [Theory]
    [InlineData("nobody writes", "r1 r1 r1 r1 r1", "r1 Locked")]
    [InlineData("write-locked before", "w w r1 r1 r1 r1", "write-locked", "r1 Busy")]
    [InlineData("write-locked after R{v.lseq}", "r1 r1 w w r1 r1 r1 r1 r1", "write-locked", "r1 Busy")]
    [InlineData("write-locked after R{mm.seq}", "r1 r1 r1 w w r1 r1 r1 r1", "write-locked", "r1 Busy")]
    [InlineData("the writer comes after the get, and waits", "r1 r1 r1 r1 w w r1", "r1 Locked")]
    [InlineData("and goes on when the reader lets go", "r1 r1 r1 r1 w w r1 r1 r1 r1 w",
        "r1 Locked", "r1 out", "write-locked")]
    [InlineData("the writer locks the mm only", "w r1 r1 r1 r1 r1", "r1 Locked")]
    [InlineData("committed before", "w w w r1 r1 r1 r1 r1", "write-locked", "committed", "r1 Locked")]
    [InlineData("committed between the two loads", "w w r1 r1 w r1 r1 r1", "write-locked", "committed", "r1 Locked")]
    [InlineData("committed after both loads said locked", "w w r1 r1 r1 w r1", "write-locked", "committed", "r1 Busy")]
    [InlineData("locked and committed before the get", "r1 r1 r1 w w w r1 r1",
        "write-locked", "committed", "r1 Locked")]
    [InlineData("two readers share", "r1 r1 r1 r1 r1 r2 r2 r2 r2 r2", "r1 Locked", "r2 Locked")]
    [InlineData("a waiting writer keeps the next reader out", "r1 r1 r1 r1 r1 w w r2 r2 r2 r2 r2",
        "r1 Locked", "r2 Busy")]
    [InlineData("detached before the get", "r1 r1 r1 d d d r1 r1", "write-locked", "detached", "r1 Detached")]
    [InlineData("detached and still write-locked before", "d d d r1 r1 r1 r1", "write-locked", "detached", "r1 Busy")]
    [InlineData("freed and committed before", "d d d d d r1 r1 r1 r1 r1",
        "write-locked", "detached", "committed", "r1 Detached")]
    [InlineData("detaching waits for a reader that will see the lock", "r1 r1 r1 d d r1 d r1 r1 r1 r1 d",
        "write-locked", "r1 Busy", "detached")]
    public void Era_C(string goal, string schedule, params string[] expected) =>
        Assert.Equal([goal, .. expected], [goal, .. Lines(schedule, VmaLockEra.C)]);

    // A small rwsem of its own: detaching does not wait, and a detached VMA can be locked after the commit.
    [Theory]
    [InlineData("nobody writes", "r1 r1 r1 r1 r1", "r1 Locked")]
    [InlineData("write-locked before", "w w r1 r1 r1 r1", "write-locked", "r1 Busy")]
    [InlineData("write-locked after R{mm.seq}", "r1 r1 r1 w w r1 r1 r1 r1", "write-locked", "r1 Busy")]
    [InlineData("the writer waits for the reader", "r1 r1 r1 r1 r1 w w r2 r2 r2 r2 r2", "r1 Locked", "r2 Busy")]
    [InlineData("detaching does not wait", "r1 r1 r1 d d r1 d r1 r1 r1", "write-locked", "detached", "r1 Busy")]
    [InlineData("a detached VMA is locked after the commit", "r1 d d d d d r1 r1 r1 r1",
        "write-locked", "detached", "committed", "r1 Locked")]
    public void Era_B(string goal, string schedule, params string[] expected) =>
        Assert.Equal([goal, .. expected], [goal, .. Lines(schedule, VmaLockEra.B)]);

    [Theory]
    [InlineData("look w w look w look", "Attached, readers 0, None", "Attached, readers 0, WriteLocked",
        "Attached, readers 0, None")]
    [InlineData("r1 r1 r1 r1 w w look", "Attached, readers 1, ExcludesReaders")]
    [InlineData("r1 r1 r1 d d r1 d look", "Detached, readers 1, WriteLocked, ExcludesReaders")]
    [InlineData("d d d look d look d look", "Detached, readers 0, WriteLocked", "Free, readers 0, WriteLocked",
        "Free, readers 0, None")]
    public void The_lock_is(string schedule, params string[] expected) => Assert.Equal(
        expected, Lines(schedule, VmaLockEra.C).Where(line => line.Contains("readers", StringComparison.Ordinal)));

    [Fact]
    public void A_waiting_writer_says_whom_it_waits_for()
    {
        var trace = Lab.Play(VmaLockScripts.Settings("r1 w"), "r1 r1 r1 r1 w w");
        var writer = trace.Unfinished.Single(thread => thread.Thread == "w");
        Assert.False(writer.IsEnabled);
        Assert.Equal("waits for vma1 0-4, held for read by r1", writer.BlockedBy);
    }

    // Step 3: the object is another mm's by now; its mm is pinned while the reference is dropped.
    [Fact]
    public void A_reused_object_is_let_go()
    {
        var settings = VmaLockScripts.Settings("r1 d f");
        const string Schedule = "r1 r1 r1 d d d d f r1 r1 r1 r1 r1";
        Assert.Equal(
            ["write-locked", "detached", "foreign vma1", "r1 Busy"], Lab.Lines(settings, Schedule));
        Assert.Equal(
            ["get vm_refcnt of vma1 20-30", "mmgrab(mm2)", "vma_end_read(vma1 20-30)", "mmdrop(mm2)",
                "rcu_read_unlock"],
            Lab.Play(settings, Schedule).Steps.TakeLast(5).Select(step => step.Operation));
    }

    // Era B: nobody gets the object while a section is open that was open when it was freed (protocols.md 1.3).
    [Fact]
    public void An_object_of_era_B_is_not_reused_under_a_reader()
    {
        Assert.Contains("foreign vma3", Lab.Lines(VmaLockScripts.Settings("r1 d f", VmaLockEra.B), "r1 d d d d f"));
        Assert.Contains("foreign vma1", Lab.Lines(VmaLockScripts.Settings("r1 d f", VmaLockEra.B), "d d d d r1 f"));
        Assert.Contains("foreign vma1", Lab.Lines(VmaLockScripts.Settings("r1 d f"), "r1 d d d d f"));
    }

    private static IReadOnlyList<string> Lines(string schedule, VmaLockEra era) => Lab.Lines(
        VmaLockScripts.Settings(string.Join(' ', schedule.Split(' ').Distinct()), era), schedule);
}
