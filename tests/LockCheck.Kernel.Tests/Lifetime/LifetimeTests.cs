using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Lifetime;

/// <summary>
/// The lives of a task, its mm and its VMAs (protocols.md 1.1), in all interleavings of readers, writers and the
/// target's exit. An audit looks at the end of each; misuse is reported wherever it happens. That an mm or a VMA is
/// freed once follows: at the end it is free, and touching or freeing what is free is misuse.
/// </summary>
public class LifetimeTests
{
    private const string Freed = "task freed, mm freed, nothing mapped, balanced";
    private const string Layout = "0-4r 4-8w 8-12r";

    [Fact]
    public void Without_an_exit_everything_is_as_before() => Assert.Equal(
        ["task usage 1, mm users 1 count 1, 3 VMAs, balanced"],
        Lab.Outcomes(Audit.Settings(Layout, Faults.None, Reader("r1"), Reader("r2"), Reader("r3"))));

    [Fact]
    public void Without_an_exit_a_writer_stays_a_user() => Assert.Equal(
        ["task usage 1, mm users 2 count 1, 1 VMAs, balanced"],
        Lab.Outcomes(Audit.Settings(Layout, Faults.None, Reader("r1"), Writer())));

    [Fact]
    public void Exit_alone_frees_everything() =>
        Assert.Equal([Freed], Lab.Outcomes(Audit.Settings(Layout, Faults.Exit, new ExitActor())));

    /// <summary>Whoever drops the last reference tears down: the target, a reader, or a thread of the target.</summary>
    [Theory]
    [InlineData(RwSemLevel.L0)]
    [InlineData(RwSemLevel.L1)]
    public void Exit_and_readers_free_everything_once(RwSemLevel level)
    {
        var settings = Audit.Settings(Layout, Faults.Exit, Reader("r1"), Reader("r2"), new ExitActor());
        Assert.Equal([Freed], Lab.Outcomes(settings with { RwSem = level }));
    }

    [Theory]
    [InlineData(RwSemLevel.L0)]
    [InlineData(RwSemLevel.L1)]
    public void Exit_and_a_writer_of_the_target_free_everything_once(RwSemLevel level)
    {
        var settings = Audit.Settings(Layout, Faults.Exit, Reader("r1"), Writer(), new ExitActor());
        Assert.Equal([Freed], Lab.Outcomes(settings with { RwSem = level }));
    }

    /// <summary>"Death of the target task never causes failure", but a fatal signal of the reader's own may.</summary>
    [Fact]
    public void Interrupted_writers_are_users_until_they_exit() => Assert.Equal(
        [Freed],
        Lab.Outcomes(Audit.Settings(Layout, Faults.Exit | Faults.Signal, Reader("r1"), Writer(), new ExitActor())));

    /// <summary>A mutant of each kind: the checks above can fail.</summary>
    [Theory]
    [InlineData(Manners.LeaksMm, "task freed, mm users 1 count 1, 3 VMAs, unbalanced")]
    [InlineData(Manners.LeaksTask, "task usage 1, mm freed, nothing mapped, unbalanced")]
    public void A_forgotten_reference_keeps_its_object(Manners manners, string leaked)
    {
        var outcomes = Lab.Outcomes(Audit.Settings(Layout, Faults.Exit, Reader("reader", manners), new ExitActor()));
        Assert.Contains(leaked, outcomes);
        Assert.All(outcomes, outcome => Assert.Contains(outcome, (string[])[leaked, Freed, After(manners)]));
    }

    [Theory]
    [InlineData(Manners.Good)]
    [InlineData(Manners.LeaksMm)]
    [InlineData(Manners.LeaksTask)]
    [InlineData(Manners.Unpinned, "Unprotected", "UseAfterFree")]
    [InlineData(Manners.PutsMmTwice, "RefcountUnderflow", "UseAfterFree")]
    [InlineData(Manners.PutsTaskTwice, "RefcountUnderflow", "UseAfterFree")]
    [InlineData(Manners.LocksAfterPut, "Unprotected", "UseAfterFree")]
    [InlineData(Manners.UsesTaskAfterPut, "UseAfterFree")]
    [InlineData(Manners.ReadsAfterUnlock, "Unprotected")]
    [InlineData(Manners.KeepsVma)]
    [InlineData(Manners.PinsStructOnly, "Unprotected")]
    public void What_each_reader_does_wrong_beside_an_exit(Manners manners, params string[] expected) => Assert.Equal(
        expected,
        Lab.Misuses(Lab.Settings(Layout, Reader("reader", manners), new ExitActor()) with { Faults = Faults.Exit }));

    /// <summary>Beside a writer that unmaps, a VMA that was kept is another story.</summary>
    [Theory]
    [InlineData(Manners.Good)]
    [InlineData(Manners.KeepsVma, "UseAfterFree")]
    [InlineData(Manners.ReadsAfterUnlock, "Unprotected", "UseAfterFree")]
    public void What_each_reader_does_wrong_beside_a_munmap(Manners manners, params string[] expected) => Assert.Equal(
        expected,
        Lab.Misuses(Lab.Settings(
            Layout, Reader("reader", manners), new WriterActor("writer", () => MemoryCalls.Munmap(0, 4), 1))));

    /// <summary>
    /// An open file of /proc/PID pins the struct: a zombie is found by its pid, but its mm has no users any more.
    /// </summary>
    [Fact]
    public void A_dead_mm_has_no_users_to_join()
    {
        var settings = Lab.Settings(Layout, new ScriptActor("file", OutliveTarget));
        Lab.AssertNoFailure(settings, Lab.Search(settings));
        Assert.Equal(
            ["task1, True", "NULL, False", "mm count 1", "mm count 0"],
            settings.Monitors.OfType<Notes>().Single().Lines);
        Assert.Equal(
            ["get_pid_task(pid 1)", "get_pid_task(pid 1): NULL", "mmget_not_zero(mm1)", "mmget_not_zero(mm1): fails"],
            Lab.Play(settings, string.Join(' ', Enumerable.Repeat("file", 22))).Steps
                .Select(step => step.Operation)
                .Where(name => name.StartsWith("get_pid_task") || name.StartsWith("mmget_not_zero"))
                .Order(StringComparer.Ordinal));
    }

    private static async Routine OutliveTarget()
    {
        await Mm.First.Grab();
        await LookUp();
        await MmLifetime.ExitTarget();
        await LookUp();
        Notes.Add($"mm count {KernelModel.Current.Mms[0].Count}");
        await Mm.First.Drop();
        Notes.Add($"mm count {KernelModel.Current.Mms[0].Count}");
    }

    private static async Routine LookUp()
    {
        var task = await TaskRef.GetPidTask(TaskRef.Target.Tid);
        var isUser = await Mm.First.GetNotZero();
        Notes.Add($"{task}, {isUser}");
        if (isUser)
        {
            await Mm.First.Put();
        }

        if (!task.IsNone)
        {
            await task.Put();
        }
    }

    /// <summary>The reader that leaks may also never see the mm, when the target is gone before.</summary>
    private static string After(Manners manners) => manners == Manners.LeaksMm
        ? "task freed, mm users 1 count 1, 3 VMAs, unbalanced"
        : "task usage 1, mm freed, nothing mapped, unbalanced";

    private static ReaderActor Reader(string name, Manners manners = Manners.Good) =>
        new(name, () => Readers.Read(manners));

    private static WriterActor Writer() => new("writer", () => MemoryCalls.Mprotect(4, 8, 1), 1);
}
