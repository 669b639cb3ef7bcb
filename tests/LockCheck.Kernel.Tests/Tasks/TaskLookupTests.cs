using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Tasks;

/// <summary>How a task source finds tasks (docs/protocols.md 2.0), and what it holds of them.</summary>
public class TaskLookupTests
{
    // Goal: ALL finds the smallest number from one on; 5 is not there yet.
    [Fact]
    public void The_next_task_is_that_of_the_next_larger_tid() =>
        Assert.Equal("1 1 2 3 4 - -", SmallWorld.NotesOf(AllFrom));

    // Goal: threads follow one another in the order of creation, past those of other processes, to the last.
    [Fact]
    public void The_threads_of_a_process_are_in_order() =>
        Assert.Equal("1 2 4 - 3 -", SmallWorld.NotesOf(Threads));

    // Goal: a thread has a pid of its own, but only a leader's is that of a process (5, number 9).
    [Theory]
    [InlineData(1, "1 1 1 leader")]
    [InlineData(2, "2 2 - thread")]
    [InlineData(3, "3 3 3 leader")]
    [InlineData(4, "4 4 - thread")]
    [InlineData(5, "- - -")]
    public void A_pid_is_looked_up_as_a_thread_or_as_a_process(int tid, string found) =>
        Assert.Equal(found, SmallWorld.NotesOf(() => LookUp(tid)));

    // Goal: a leader shares its own files; who has a table of its own does not share it.
    [Fact]
    public void Files_tables_are_compared_with_the_leaders() =>
        Assert.Equal("True False True True", SmallWorld.NotesOf(Compare));

    // Goal: a file is found from its descriptor on, with a reference that fput gives back.
    [Fact]
    public void Files_are_found_by_descriptor() =>
        Assert.Equal("fd 0 of 1: 2; fd 1 of 1: 2; none; 1 1", SmallWorld.NotesOf(Files));

    // Goal: a reference from a look-up is one, and put gives it back.
    [Fact]
    public void References_are_counted() => Assert.Equal("2 3 2 1", SmallWorld.NotesOf(Count));

    // Goal: what was put twice is an error, and so is a task that is used without a reference after its exit.
    [Theory]
    [InlineData(true, "UseAfterFree")]
    [InlineData(false, "")]
    public void RCU_keeps_a_task_without_a_reference(bool isForgotten, string misuse) => Assert.Equal(
        misuse,
        string.Join(' ', Lab.Misuses(SmallWorld.With(
            new ScriptActor("walk", () => Walk(isForgotten)),
            new ScriptActor("exit", Leave)))));

    private static async Routine AllFrom()
    {
        for (var tid = 0; tid < 7; tid++)
        {
            var task = await TaskRef.GetNext(tid);
            SmallWorld.Note(task);
            if (!task.IsNone)
            {
                await task.Put();
            }
        }
    }

    private static async Routine Threads()
    {
        await Kernel.Rcu.ReadLock();
        for (var process = 1; process <= 3; process += 2)
        {
            var task = await TaskRef.Find(process);
            SmallWorld.Note(task);
            while (!task.IsNone)
            {
                task = await task.NextThread(ifAlive: true);
                SmallWorld.Note(task);
            }
        }

        await Kernel.Rcu.ReadUnlock();
    }

    private static async Routine LookUp(int tid)
    {
        await Kernel.Rcu.ReadLock();
        SmallWorld.Note(await TaskRef.Find(tid));
        await Kernel.Rcu.ReadUnlock();
        var thread = await TaskRef.GetPidTask(tid);
        SmallWorld.Note(thread);
        var leader = await TaskRef.GetPidTask(tid, asProcess: true);
        SmallWorld.Note(leader);
        if (!thread.IsNone)
        {
            Notes.Add(thread.IsGroupLeader ? "leader" : "thread");
            await thread.Put();
        }

        if (!leader.IsNone)
        {
            await leader.Put();
        }
    }

    private static async Routine Compare()
    {
        for (byte tid = 1; tid <= 4; tid++)
        {
            await Kernel.Rcu.ReadLock();
            Notes.Add($"{await new TaskRef(tid).SharesLeadersFiles()}");
            await Kernel.Rcu.ReadUnlock();
        }
    }

    private static async Routine Files()
    {
        var fd = 0;
        while (true)
        {
            await Kernel.Rcu.ReadLock();
            var file = await TaskRef.Target.NextFile(fd);
            await Kernel.Rcu.ReadUnlock();
            if (file.IsNone)
            {
                Notes.Add("none;");
                break;
            }

            Notes.Add($"fd {file.Fd} of {file.Task.Tid}: {KernelModel.Current.OpenFiles[file.Index]};");
            await file.Put();
            fd = file.Fd + 1;
        }

        Notes.Add($"{KernelModel.Current.OpenFiles[0]} {KernelModel.Current.OpenFiles[1]}");
    }

    private static async Routine Count()
    {
        var task = await TaskRef.GetNext(2);
        Notes.Add($"{Usage(task)}");
        await task.Get();
        Notes.Add($"{Usage(task)}");
        await task.Put();
        Notes.Add($"{Usage(task)}");
        await task.Put();
        Notes.Add($"{Usage(task)}");
    }

    private static int Usage(TaskRef task) => KernelModel.Current.Tasks[task.Index].Usage;

    private static async Routine Walk(bool isForgotten)
    {
        await Kernel.Rcu.ReadLock();
        var task = await TaskRef.Find(2);
        if (isForgotten)
        {
            await Kernel.Rcu.ReadUnlock();
        }

        if (!task.IsNone)
        {
            await task.NextThread(ifAlive: false);
        }

        if (!isForgotten)
        {
            await Kernel.Rcu.ReadUnlock();
        }
    }

    private static async Routine Leave() => Assert.Equal(0, await TaskLife.Exit(new TaskRef(2)));
}
