using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Tasks;

/// <summary>
/// A world of tasks that is small enough to work its answers out by hand: the target is 1, 2, 4 and perhaps 5, and 3 is
/// another process. 1, 4 and 5 have the files A, 2 has B, and 3 has C.
/// </summary>
internal static class SmallWorld
{
    private static readonly TaskWorld World = new()
    {
        Tasks = [new(1, 1), new(1, 2), new(3, 3), new(1, 1), new(1, 1, IsCreatedLater: true)],
        Fds = [2, 1, 1],
    };

    /// <summary>The world with threads that are no readers.</summary>
    public static KernelSettings With(params Actor[] actors) =>
        Listing(TaskFilterKind.All, 0, TaskObjects.Tasks, actors);

    /// <summary>The world, of which a reader would list this.</summary>
    public static KernelSettings Listing(
        TaskFilterKind kind, int id, TaskObjects objects, params Actor[] actors)
    {
        var settings = Lab.Settings("0-4r 4-8w", actors);
        return settings with
        {
            Tasks = new TaskListing(World, kind, id, objects),
            SecondMap = objects == TaskObjects.Maps ? TaskWorld.OtherMapBeside(settings.Layout) : null,
        };
    }

    /// <summary>What one thread notes, in order, in its one run.</summary>
    public static string NotesOf(Func<Routine> script) => NotesOf(With(new ScriptActor("script", script)));

    public static string NotesOf(KernelSettings settings)
    {
        Lab.AssertNoFailure(settings, Lab.Search(settings));
        return string.Join(' ', settings.Monitors.OfType<Notes>().Single().Lines);
    }

    /// <summary>Notes a task by its tid, or that there is none.</summary>
    public static void Note(TaskRef task) => Notes.Add(task.IsNone ? "-" : $"{task.Tid}");
}
