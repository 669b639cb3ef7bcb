using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;

namespace LockCheck.Specs.Tests.Mutants;

/// <summary>What a walk over tasks does wrong.</summary>
internal enum TaskDefect
{
    None,
    ForgetsUnshown,
    ListsTwice,
    ListsTheDead,
    KeepsTask,
    PutsTaskTwice,
    KeepsFile,
    EndsWithTask,
    SleepsInRcu,
}

/// <summary>An iterator over the tasks of all processes, or over their files, with one planted defect.</summary>
/// <param name="defect">The name of the <see cref="TaskDefect"/>.</param>
/// <param name="breaks">The ids of the invariants that have to notice it, in order.</param>
/// <param name="listsFiles">Whether it lists files.</param>
public abstract class TaskMutant(string defect, string breaks, bool listsFiles = false) : ReaderProtocol
{
    private readonly TaskDefect _defect = Enum.Parse<TaskDefect>(defect);

    public override string Name => $"task-mutant/{(listsFiles ? "files-" : string.Empty)}{defect}";

    public override string Summary => $"a walk over tasks with the defect {defect}";

    /// <summary>Gets what is broken.</summary>
    public string Breaks => breaks;

    public override IReadOnlyList<string> Promises => ["I8", "I9", "I10", "I11", "I14", "tasks"];

    public override bool ListsMap => false;

    public override bool UsesIterator => true;

    public override TaskListing Tasks { get; } =
        new(Kernel.TaskWorld.Small, TaskFilterKind.All, 0, listsFiles ? TaskObjects.Files : TaskObjects.Tasks);

    public override Routine Run() => listsFiles
        ? BpfSeqRead.ReadToEnd<FileWalk, TaskFile>(new FileWalk(_defect))
        : BpfSeqRead.ReadToEnd<TaskWalk, TaskRef>(new TaskWalk(_defect));

    private struct Cursor
    {
        public TaskRef Task;
        public byte Tid;
        public byte Fd;
        public byte File;
        public bool IsRepeated;

        public static ref Cursor Own => ref ReaderMemory.As<Cursor>();
    }

    private readonly struct TaskWalk(TaskDefect defect) : IBpfIterator<TaskRef>
    {
        private readonly TaskDefect _defect = defect;

        public async Routine<TaskRef> Start()
        {
            if (_defect == TaskDefect.SleepsInRcu)
            {
                await Rcu.ReadLock();
                await Mm.First.Lock.Read();
                await Mm.First.Lock.ReadUnlock();
                await Rcu.ReadUnlock();
            }

            return await GetNext();
        }

        public async Routine<TaskRef> Next()
        {
            var shown = Cursor.Own.Task;
            if (_defect != TaskDefect.ListsTwice || Cursor.Own.IsRepeated)
            {
                Cursor.Own.Tid++;
            }

            Cursor.Own.IsRepeated = true;
            if (_defect != TaskDefect.KeepsTask)
            {
                await shown.Put();
            }

            if (_defect == TaskDefect.ListsTheDead && Cursor.Own.Tid == 5)
            {
                KernelModel.Current.Events.TaskListed(new TaskRef(5), fd: -1);
            }

            return await GetNext();
        }

        public async Routine Stop(TaskRef item)
        {
            if (_defect == TaskDefect.PutsTaskTwice && item.IsNone)
            {
                await TaskRef.Target.Put();
            }

            if (item.IsNone)
            {
                if (_defect == TaskDefect.EndsWithTask)
                {
                    await TaskRef.Target.Put();
                }

                return;
            }

            Cursor.Own.Tid += (byte)(_defect == TaskDefect.ForgetsUnshown ? 1 : 0);
            Cursor.Own.Task = TaskRef.None;
            await item.Put();
        }

        private async Routine<TaskRef> GetNext()
        {
            var task = await TaskRef.GetNext(Cursor.Own.Tid);
            Cursor.Own.Task = task;
            Cursor.Own.Tid = task.IsNone ? Cursor.Own.Tid : (byte)task.Tid;
            if (task.IsNone && _defect == TaskDefect.EndsWithTask)
            {
                await TaskRef.GetNext(TaskRef.Target.Tid);
            }

            return task;
        }
    }

    /// <summary>The files of the first task.</summary>
    private readonly struct FileWalk(TaskDefect defect) : IBpfIterator<TaskFile>
    {
        private readonly TaskDefect _defect = defect;

        public Routine<TaskFile> Start() => GetNext();

        public async Routine<TaskFile> Next()
        {
            var shown = new TaskFile(Cursor.Own.Task, Cursor.Own.Fd, Cursor.Own.File);
            Cursor.Own.Fd++;
            Cursor.Own.File = 0;
            if (_defect != TaskDefect.KeepsFile)
            {
                await shown.Put();
            }

            await shown.Task.Put();
            return await GetNext();
        }

        public async Routine Stop(TaskFile item)
        {
            if (!item.IsNone)
            {
                await item.Put();
                await item.Task.Put();
            }
        }

        private static async Routine<TaskFile> GetNext()
        {
            var task = await TaskRef.GetPidTask(TaskRef.Target.Tid);
            var file = TaskFile.None;
            if (!task.IsNone)
            {
                file = await task.NextFile(Cursor.Own.Fd);
            }

            if (file.IsNone && !task.IsNone)
            {
                await task.Put();
            }

            Cursor.Own.Task = file.Task;
            Cursor.Own.File = file.File;
            Cursor.Own.Fd = file.IsNone ? Cursor.Own.Fd : file.Fd;
            return file;
        }
    }
}

public sealed class TaskWalkWithoutDefect() : TaskMutant(nameof(TaskDefect.None), string.Empty);

public sealed class ForgetsUnshownTask() : TaskMutant(nameof(TaskDefect.ForgetsUnshown), "tasks");

public sealed class ListsTaskTwice() : TaskMutant(nameof(TaskDefect.ListsTwice), "tasks");

public sealed class ListsDeadTask() : TaskMutant(nameof(TaskDefect.ListsTheDead), "tasks");

public sealed class KeepsTask() : TaskMutant(nameof(TaskDefect.KeepsTask), "I14 I9");

/// <summary>The last reader to put it takes what being alive was worth, and the next one finds it freed.</summary>
public sealed class PutsTaskTwice() : TaskMutant(nameof(TaskDefect.PutsTaskTwice), "I10 I9");

public sealed class EndsWithTask() : TaskMutant(nameof(TaskDefect.EndsWithTask), "I14");

public sealed class SleepsOverTasks() : TaskMutant(nameof(TaskDefect.SleepsInRcu), "I11");

/// <summary>It does not list the files of the other processes either.</summary>
public sealed class KeepsFile() : TaskMutant(nameof(TaskDefect.KeepsFile), "I14 I9 tasks", listsFiles: true);
