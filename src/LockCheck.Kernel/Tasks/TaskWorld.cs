using System.Globalization;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>
/// The tasks of a scenario whose reader lists tasks: threads of the target process, and those of others. It is fixed by
/// the reader protocol; the first task is the target's group leader.
/// </summary>
/// <remarks>
/// The threads of the target share its mm. Another process has one only for a reader of maps: <see cref="Mm.Second"/>,
/// with one VMA that nobody changes. A file of a table is the open file behind one descriptor, and no two descriptors
/// have one file. No tid is used twice.
/// </remarks>
public sealed record TaskWorld
{
    /// <summary>The most descriptors of a table.</summary>
    public const int FdsMax = 2;

    /// <summary>The most tasks.</summary>
    public const int TasksMax = 8;

    /// <summary>
    /// Gets a process of three threads, of which the second has a files table of its own, and a process of one.
    /// </summary>
    public static TaskWorld Small { get; } = new()
    {
        Tasks = [new(1, 1), new(1, 2), new(1, 1), new(4, 3), new(1, 1, IsCreatedLater: true)],
        Fds = [2, 1, 1],
    };

    /// <summary>Gets the tasks: that of tid 1 first, and no tid left out.</summary>
    public required IReadOnlyList<TaskSpec> Tasks { get; init; }

    /// <summary>Gets how many descriptors each files table has open at the start, from 0 on.</summary>
    public required IReadOnlyList<int> Fds { get; init; }

    /// <summary>Gets a thread of the target that is not its group leader: the first one.</summary>
    public TaskRef Thread =>
        new((byte)(Tasks.Index().First(task => task.Index > 0 && task.Item.Tgid == 1).Index + 1));

    /// <summary>The map of the other process, where maps are listed: one VMA.</summary>
    /// <param name="layout">The target's map.</param>
    /// <returns>The map: where the target's first VMA lies, and with permissions of its own.</returns>
    public static Layout OtherMapBeside(Layout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var first = layout.Vmas[0];
        return new Layout([new LayoutVma(first.Start, first.End, Prot.Read | Prot.Exec)], layout.Pages);
    }

    /// <summary>Says what there is, for the bounds of a verdict.</summary>
    /// <returns>Such as <c>tasks 1 (files A), 2 (of process 1, files B); files A 0-1, B 0</c>.</returns>
    public override string ToString()
    {
        var tasks = Tasks.Index().Where(task => !task.Item.IsCreatedLater).Select(task =>
            Text(task.Index + 1) + (task.Item.Tgid == task.Index + 1 ? " (" : $" (of process {Text(task.Item.Tgid)}, ")
            + $"files {Letter(task.Item.Files - 1)})");
        var tables = Fds.Index().Where(table => table.Item > 0).Select(table =>
            $"{Letter(table.Index)} {(table.Item == 1 ? "0" : $"0-{Text(table.Item - 1)}")}");
        return $"tasks {string.Join(", ", tasks)}, with open files {string.Join(", ", tables)}";
    }

    private static char Letter(int table) => (char)('A' + table);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A task of a <see cref="TaskWorld"/>.</summary>
/// <param name="Tgid">The tid of its group leader: its own, or that of a task before it.</param>
/// <param name="Files">The number of its files table, from 1.</param>
/// <param name="IsCreatedLater">Whether it is there only after a clone, if ever.</param>
public sealed record TaskSpec(int Tgid, int Files, bool IsCreatedLater = false);

/// <summary>What a BPF iterator over tasks was parametrised with (protocols.md 2.0).</summary>
public enum TaskFilterKind : byte
{
    /// <summary>Nothing: all tasks of the namespace.</summary>
    All,

    /// <summary><c>tid</c>: one task.</summary>
    Tid,

    /// <summary><c>pid</c>: the tasks of one process.</summary>
    Tgid,
}

/// <summary>What a reader lists of the tasks, and which tasks there are.</summary>
/// <param name="World">The tasks.</param>
/// <param name="Kind">What selects the tasks.</param>
/// <param name="Id">The tid of the task, or of the process's group leader; 0 for all.</param>
/// <param name="Objects">What it lists of each.</param>
public sealed record TaskListing(TaskWorld World, TaskFilterKind Kind, int Id, TaskObjects Objects)
{
    /// <summary>Gets whether it lists their open files.</summary>
    public bool ListsFiles => Objects == TaskObjects.Files;

    /// <summary>
    /// Gets whether it lists their memory maps. Then the other process has an mm, too: <see cref="Mm.Second"/>.
    /// </summary>
    public bool ListsMaps => Objects == TaskObjects.Maps;
}

/// <summary>
/// What is listed of each task. Where it is more than the task, a thread is left out that shares the files table of its
/// group leader (<c>skip_if_dup_files</c>), unless it was asked for by its tid.
/// </summary>
public enum TaskObjects : byte
{
    /// <summary>The task itself.</summary>
    Tasks,

    /// <summary>Its open files.</summary>
    Files,

    /// <summary>The VMAs of its mm.</summary>
    Maps,
}
