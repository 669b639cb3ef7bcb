using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Lifetime;

/// <summary>How the task behind a tid comes to have another mm (protocols.md 1.1, step 7).</summary>
public class SecondMmTests
{
    private const string Layout = "0-4r 4-8w";
    private const string Execed = "task 1 of mm3; mm1 users 0 count 0, 0 VMAs; mm3 users 1 count 1, 1 VMAs";

    [Theory]
    [InlineData(VmaLockEra.A)]
    [InlineData(VmaLockEra.B)]
    [InlineData(VmaLockEra.C)]
    public void Exec_tears_the_old_mm_down(VmaLockEra era) => Assert.Equal(
        ["execve 0", Execed], Lab.Outcomes(Settings(Faults.None, Exec()) with { Era = era }));

    /// <summary>Whoever has a reference to the old mm or to its struct keeps it; the last one lets it go.</summary>
    [Fact]
    public void A_reader_of_the_old_mm_is_waited_for() => Assert.Equal(
        ["execve 0", Execed], Lab.Outcomes(Settings(Faults.None, Exec(), new ReaderActor("file", File))));

    [Fact]
    public void Another_process_keeps_the_old_mm() => Assert.Equal(
        ["execve 0", "task 1 of mm3; mm1 users 1 count 1, 2 VMAs; mm3 users 1 count 1, 1 VMAs"],
        Lab.Outcomes(Settings(
            Faults.None, Exec(), new WriterActor("other", () => MemoryCalls.Mprotect(4, 8, 4), 1))));

    [Fact]
    public void A_killed_exec_changes_nothing()
    {
        var outcomes = Lab.Outcomes(Settings(
            Faults.Signal, Exec(), new WriterActor("other", () => MemoryCalls.Mprotect(4, 8, 4), 1)));
        Assert.Contains("execve -4", outcomes);
        Assert.Contains("task 1 of mm1; mm1 users 2 count 1, 2 VMAs; mm3 users 0 count 0, 0 VMAs", outcomes);
    }

    [Fact]
    public void There_is_one_exec() => Assert.Equal(
        ["execve -12", Execed],
        Lab.Outcomes(Settings(Faults.None, new WriterActor("exec", ExecTwice, 1, isTarget: true))));

    /// <summary>The exit is that of the new mm, or comes first, and then there is no exec.</summary>
    [Fact]
    public void Exec_and_exit_are_one_after_the_other() => Assert.Equal(
        [
            "execve -3",
            "execve 0",
            "task 1 of NULL; mm1 users 0 count 0, 0 VMAs; mm3 users 0 count 0, 0 VMAs",
        ],
        Lab.Outcomes(Settings(Faults.Exit, Exec(), new ExitActor())));

    [Theory]
    [InlineData(Faults.None)]
    [InlineData(Faults.Exit)]
    public void A_pid_is_used_again_after_the_release(Faults faults)
    {
        var reuse = new WriterActor("exec", SecondMm.ReusePid, 1, isTarget: true);
        Assert.Equal(
            ["task 2 of mm3; mm1 users 0 count 0, 0 VMAs; mm3 users 1 count 1, 1 VMAs"],
            Lab.Outcomes(faults == Faults.None ? Settings(faults, reuse) : Settings(faults, reuse, new ExitActor())));
    }

    /// <summary>The task source finds the new task by the old tid; an open file of /proc finds none.</summary>
    [Fact]
    public void An_open_file_does_not_find_the_new_task()
    {
        var settings = Settings(Faults.None, new ScriptActor("exec", LookUp));
        Lab.AssertNoFailure(settings, Lab.Search(settings));
    }

    private static KernelSettings Settings(Faults faults, params Actor[] actors)
    {
        var others = actors.Length;
        return Lab.Settings(Layout, [.. actors, new ScriptActor("audit", () => Look(others))]) with
        {
            Faults = faults,
            SecondMap = LayoutText.Parse("0-6x"),
        };
    }

    private static WriterActor Exec() => new("exec", ExecOnce, 1, isTarget: true);

    private static async Routine<int> ExecOnce()
    {
        var error = await SecondMm.Exec();
        Notes.Add($"execve {error}");
        return error;
    }

    private static async Routine<int> ExecTwice()
    {
        await SecondMm.Exec();
        return await ExecOnce();
    }

    private static async Routine File()
    {
        var mm = await TaskRef.Target.GetMm();
        await mm.Grab();
        await mm.Put();
        if (await mm.GetNotZero())
        {
            await mm.Lock.Read();
            _ = mm.FirstVma().End;
            await mm.Lock.ReadUnlock();
            await mm.Put();
        }

        await mm.Drop();
    }

    private static async Routine LookUp()
    {
        Assert.Equal(0, await SecondMm.ReusePid());
        var found = await TaskRef.GetNext(0);
        Assert.Equal((TaskRef.Reborn, TaskRef.Target.Tid), (found, found.Tid));
        Assert.Equal(Mm.Second, await found.ReadMm());
        await found.Put();
        Assert.Equal(TaskRef.None, await TaskRef.GetPidTask(TaskRef.Target.Tid));
    }

    private static async Routine Look(int others)
    {
        for (var slot = 0; slot < others; slot++)
        {
            await Threads.Join(ThreadId.Of(slot));
        }

        var model = KernelModel.Current;
        var task = model.TargetTask();
        Notes.Add($"task {task.Value} of {model.Tasks[task.Index].Mm}; {Text(Mm.First)}; {Text(Mm.Second)}");
    }

    private static string Text(Mm mm) => $"{mm} users {mm.Raw.Users} count {mm.Raw.Count}, {mm.Raw.TreeCount} VMAs";
}
