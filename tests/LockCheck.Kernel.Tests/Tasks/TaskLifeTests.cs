using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Tasks;

/// <summary>How the tasks of a world come and go (docs/protocols.md 1.1), and what a listing owes of them.</summary>
public class TaskLifeTests
{
    // Goal: a thread that exits leaves the lists, its mm and its files; whoever has its place still finds the next one.
    [Fact]
    public void A_thread_leaves() => Assert.Equal(
        "0 1:A 3:C 4:A users 2, A 2, B 0 of 0, C 1; after 2 alive -, dead 4, again -3",
        SmallWorld.NotesOf(ThreadLeaves));

    // Goal: a leader stays as a zombie without mm and files while it has threads, and goes with the last of them.
    [Fact]
    public void A_leader_stays_until_it_is_alone() => Assert.Equal(
        "1:-zombie 2:B 3:C 4:A users 2, A 1, B 1 of 1, C 1;"
            + " 1:-zombie 3:C 4:A users 1, A 1, B 0 of 0, C 1;"
            + " 3:C users 0, A 0, B 0 of 0, C 1; 0 0 0",
        SmallWorld.NotesOf(LeaderFirst));

    // Goal: with the leader last there is no zombie.
    [Fact]
    public void A_process_leaves() =>
        Assert.Equal("3:C users 0, A 0, B 0 of 0, C 1;", SmallWorld.NotesOf(GroupLeaves));

    // Goal: a clone is one more user of mm and files, once.
    [Fact]
    public void A_thread_is_created() => Assert.Equal(
        "0 1:A 2:B 3:C 4:A 5:A users 4, A 3, B 1 of 1, C 1; -11", SmallWorld.NotesOf(Create));

    [Fact]
    public void A_file_is_closed_once() => Assert.Equal("0 -9 0:0 1:1", SmallWorld.NotesOf(CloseTwice));

    // Goal: in all orders of a clone and two exits of one thread, which exits once, what is left is left whole.
    [Fact]
    public void Exits_and_clones_go_together() => Assert.Equal(
        ["1:A 3:C 4:A 5:A users 3, A 3, B 0 of 0, C 1;"],
        Lab.Outcomes(SmallWorld.With(
            new ScriptActor("first", LeaveThread),
            new ScriptActor("second", LeaveThread),
            new ScriptActor("clone", CloneOne),
            new ScriptActor("audit", AuditAll))));

    // Goal: what a listing owes, of the world at rest: a bit for each task, or for each of two descriptors.
    [Theory]
    [InlineData(TaskFilterKind.All, 0, TaskObjects.Tasks, "1 2 3 4")]
    [InlineData(TaskFilterKind.Tgid, 1, TaskObjects.Tasks, "1 2 4")]
    [InlineData(TaskFilterKind.Tid, 2, TaskObjects.Tasks, "2")]
    [InlineData(TaskFilterKind.All, 0, TaskObjects.Files, "1 1+ 2 3")]
    [InlineData(TaskFilterKind.Tid, 4, TaskObjects.Files, "4 4+")]
    [InlineData(TaskFilterKind.All, 0, TaskObjects.Maps, "1 2 3")]
    [InlineData(TaskFilterKind.Tgid, 1, TaskObjects.Maps, "1 2")]
    [InlineData(TaskFilterKind.Tid, 4, TaskObjects.Maps, "4")]
    public void What_is_owed(TaskFilterKind kind, int id, TaskObjects objects, string owed) => Assert.Equal(
        owed, SmallWorld.NotesOf(SmallWorld.Listing(kind, id, objects, new ScriptActor("look", Owed))));

    // Goal: a zombie is a task without a map; without its files it shares them with no thread, and 4 has the map, too.
    [Theory]
    [InlineData(TaskObjects.Tasks, "1 2 3 4")]
    [InlineData(TaskObjects.Files, "2 3 4 4+")]
    [InlineData(TaskObjects.Maps, "2 3 4")]
    public void What_is_owed_beside_a_zombie(TaskObjects objects, string owed) => Assert.Equal(
        owed,
        SmallWorld.NotesOf(SmallWorld.Listing(TaskFilterKind.All, 0, objects, new ScriptActor("look", OwedLater))));

    // Goal: the other process has an mm where maps are listed, with one VMA, and elsewhere none.
    [Theory]
    [InlineData(TaskObjects.Maps, "mm3 0-4")]
    [InlineData(TaskObjects.Tasks, "NULL")]
    public void The_other_process_has_a_map(TaskObjects objects, string map) => Assert.Equal(
        map,
        SmallWorld.NotesOf(SmallWorld.Listing(TaskFilterKind.All, 0, objects, new ScriptActor("look", LookAtOther))));

    // Goal: the second mm has one user; a world with more is refused before anything runs.
    [Fact]
    public void Two_other_tasks_with_maps_are_refused()
    {
        var settings = SmallWorld.Listing(TaskFilterKind.All, 0, TaskObjects.Maps, new ScriptActor("look", Owed));
        var world = new TaskWorld { Tasks = [new(1, 1), new(2, 1), new(2, 1)], Fds = [1] };
        var refusal = Assert.Throws<RoutineException>(() => Explorer.Search(new KernelModel(
            settings with { Tasks = new TaskListing(world, TaskFilterKind.All, 0, TaskObjects.Maps) })));
        Assert.Contains("one process of one task", refusal.Message, StringComparison.Ordinal);
    }

    private static async Routine ThreadLeaves()
    {
        var task = await TaskRef.GetPidTask(2);
        Notes.Add($"{await TaskLife.Exit(task)}");
        Notes.Add(Text());
        await Kernel.Rcu.ReadLock();
        Notes.Add("after 2 alive");
        var next = await task.NextThread(ifAlive: true);
        Notes.Add(next.IsNone ? "-, dead" : "found, dead");
        Notes.Add($"{(await task.NextThread(ifAlive: false)).Tid},");
        await Kernel.Rcu.ReadUnlock();
        await task.Put();
        Notes.Add($"again {await TaskLife.Exit(new TaskRef(2))}");
    }

    private static async Routine LeaderFirst()
    {
        await TaskLife.Exit(TaskRef.Target);
        Notes.Add(Text());
        await TaskLife.Exit(new TaskRef(2));
        Notes.Add(Text());
        await TaskLife.Exit(new TaskRef(4));
        Notes.Add(Text());
        var model = KernelModel.Current;
        Notes.Add($"{model.Tasks[0].Usage} {model.Tasks[1].Usage} {model.Tasks[3].Usage}");
    }

    private static async Routine GroupLeaves()
    {
        await TaskLife.ExitGroup();
        Notes.Add(Text());
    }

    private static async Routine Create()
    {
        Notes.Add($"{await TaskLife.CreateThread()}");
        Notes.Add(Text());
        Notes.Add($"{await TaskLife.CreateThread()}");
    }

    private static async Routine CloseTwice()
    {
        Notes.Add($"{await TaskLife.Close(0)}");
        Notes.Add($"{await TaskLife.Close(0)}");
        Notes.Add($"0:{KernelModel.Current.OpenFiles[0]} 1:{KernelModel.Current.OpenFiles[1]}");
    }

    private static async Routine LeaveThread() => await TaskLife.Exit(new TaskRef(2));

    private static async Routine CloneOne() => Assert.Equal(0, await TaskLife.CreateThread());

    private static async Routine AuditAll()
    {
        for (var slot = 0; slot < 3; slot++)
        {
            await Threads.Join(ThreadId.Of(slot));
        }

        Notes.Add(Text());
    }

    private static async Routine Owed()
    {
        await Operation.Issue(new UserStep(UserCall.Open));
        NoteOwed();
    }

    private static async Routine OwedLater()
    {
        await TaskLife.Exit(TaskRef.Target);
        NoteOwed();
    }

    private static async Routine LookAtOther()
    {
        var mm = await new TaskRef(3).ReadMm();
        Notes.Add($"{mm}");
        if (!mm.IsNone)
        {
            await mm.Lock.Read();
            Notes.Add($"{mm.FirstVma().Start}-{mm.FirstVma().End}");
            await mm.Lock.ReadUnlock();
        }
    }

    private static void NoteOwed()
    {
        var selected = TaskGroups.Selected(KernelModel.Current);
        for (var bit = 0; bit < 16; bit++)
        {
            if ((selected & (1 << bit)) != 0)
            {
                Notes.Add($"{(bit / TaskWorld.FdsMax) + 1}{(bit % TaskWorld.FdsMax == 0 ? string.Empty : "+")}");
            }
        }
    }

    /// <summary>
    /// Who is there, with its files; the users of the target's mm, of A, of B with its file's count, and of C.
    /// </summary>
    private static string Text()
    {
        var model = KernelModel.Current;
        var tasks = Enumerable.Range(0, model.Tasks.Count).Where(index => TaskGroups.IsThere(model, index)).Select(
            index => $"{index + 1}:{(model.TaskFiles[index] == 0 ? "-" : (char)('@' + model.TaskFiles[index]))}"
                + (model.Tasks[index].Flags.HasFlag(TaskFlags.Zombie) ? "zombie" : string.Empty));
        return $"{string.Join(' ', tasks)} users {model.Mms[0].Users}, A {model.FilesTables[0].Users}, "
            + $"B {model.FilesTables[1].Users} of {model.OpenFiles[2]}, C {model.FilesTables[2].Users};";
    }
}
