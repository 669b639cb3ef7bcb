using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;

namespace LockCheck.Specs.Tests.Mutants;

/// <summary>What a walk over the maps of tasks does wrong.</summary>
internal enum TaskMapDefect
{
    None,
    ListsTwice,
    SkipsThreads,
    SkipsFirstVmaOfOthers,
    ForgetsUnshown,
    ShowsMapOfTarget,
    KeepsLock,
    KeepsMm,
}

/// <summary>An iterator over the maps of all tasks, with one planted defect.</summary>
/// <param name="defect">The name of the <see cref="TaskMapDefect"/>.</param>
/// <param name="breaks">The ids of the invariants that have to notice it, in order.</param>
public abstract class TaskMapMutant(string defect, string breaks) : ReaderProtocol
{
    private readonly TaskMapDefect _defect = Enum.Parse<TaskMapDefect>(defect);

    public override string Name => $"task-map-mutant/{defect}";

    public override string Summary => $"a walk over the maps of tasks with the defect {defect}";

    /// <summary>Gets what is broken.</summary>
    public string Breaks => breaks;

    public override IReadOnlyList<string> Promises =>
        ["I1", "I3", "I4", "I4'", "I5", "I8", "I9", "I10", "I11", "I14", "I16", "tasks"];

    public override TaskListing Tasks { get; } =
        new(Kernel.TaskWorld.Small, TaskFilterKind.All, 0, TaskObjects.Maps);

    public override Routine Run() => BpfSeqRead.ReadToEnd(new Walk(_defect));

    private struct Place
    {
        public TaskRef Task;
        public Mm Mm;
        public ushort Page;
        public byte Tid;
        public bool IsRepeated;

        public static ref Place Own => ref ReaderMemory.As<Place>();
    }

    /// <summary>Every call takes all it needs, and next gives it back first.</summary>
    private readonly struct Walk(TaskMapDefect defect) : IBpfIterator
    {
        private readonly TaskMapDefect _defect = defect;

        public Routine<Vma> Start() => GetNext();

        public async Routine<Vma> Next()
        {
            await Release();
            return await GetNext();
        }

        public async Routine Stop(Vma vma)
        {
            if (!vma.IsNone)
            {
                Place.Own.Page = (ushort)(_defect == TaskMapDefect.ForgetsUnshown ? vma.End : vma.Start);
                await Release();
            }
        }

        private async Routine<Vma> GetNext()
        {
            while (true)
            {
                var task = await TaskRef.GetNext(Place.Own.Tid);
                if (task.IsNone)
                {
                    return Vma.None;
                }

                Place.Own.Page = task.Tid == Place.Own.Tid ? Place.Own.Page : (ushort)0;
                Place.Own.Tid = (byte)task.Tid;
                Place.Own.Task = task;
                if (!task.IsGroupLeader
                    && (_defect == TaskMapDefect.SkipsThreads || await task.SharesLeadersFiles()))
                {
                    await task.Put();
                    Place.Own.Tid++;
                    continue;
                }

                var mm = await task.GetMm();
                Place.Own.Mm = mm;
                if (!mm.IsNone)
                {
                    await mm.Lock.Read();
                    var vma = Look();
                    if (!vma.IsNone)
                    {
                        return vma;
                    }
                }

                await Release();
                var turnsBack = _defect == TaskMapDefect.ListsTwice && !Place.Own.IsRepeated;
                Place.Own.IsRepeated = true;
                Place.Own.Tid += (byte)(turnsBack ? 0 : 1);
                Place.Own.Page = 0;
            }
        }

        /// <summary>The first VMA from the page on; of another map, if that is the defect.</summary>
        private Vma Look()
        {
            ref var place = ref Place.Own;
            var events = KernelModel.Current.Events;
            events.TaskMapBegin(place.Task, isResumed: true);
            var vma = place.Mm.Find(place.Page);
            if (_defect == TaskMapDefect.SkipsFirstVmaOfOthers && place.Task.Tid != 1 && place.Page == 0)
            {
                vma = place.Mm.Next(vma);
            }

            if (vma.IsNone)
            {
                events.TaskMapEnd();
                return vma;
            }

            place.Page = (ushort)vma.End;
            if (_defect == TaskMapDefect.ShowsMapOfTarget && place.Mm != Mm.First)
            {
                // One record too many, and it is of the wrong mm.
                events.Record(new MapRecord(0, 4, default), Mm.First);
            }

            return vma;
        }

        private async Routine Release()
        {
            var place = Place.Own;
            Place.Own.Task = TaskRef.None;
            Place.Own.Mm = Mm.None;
            await Give(place.Task, place.Mm);
        }

        private async Routine Give(TaskRef task, Mm mm)
        {
            if (!mm.IsNone)
            {
                if (_defect != TaskMapDefect.KeepsLock || task.Tid == 1)
                {
                    await mm.Lock.ReadUnlock();
                }

                if (_defect != TaskMapDefect.KeepsMm)
                {
                    await mm.Put();
                }
            }

            await task.Put();
        }
    }
}

public sealed class TaskMapWalkWithoutDefect() : TaskMapMutant(nameof(TaskMapDefect.None), string.Empty);

public sealed class ListsMapTwice() : TaskMapMutant(nameof(TaskMapDefect.ListsTwice), "tasks");

public sealed class SkipsThreadsWithFiles() : TaskMapMutant(nameof(TaskMapDefect.SkipsThreads), "tasks");

public sealed class SkipsFirstVmaOfOthers() : TaskMapMutant(nameof(TaskMapDefect.SkipsFirstVmaOfOthers), "I1");

public sealed class ForgetsUnshownVma() : TaskMapMutant(nameof(TaskMapDefect.ForgetsUnshown), "I1");

/// <summary>The layout has no such VMA either; and the next record ends where this one does.</summary>
public sealed class ShowsMapOfTarget() : TaskMapMutant(nameof(TaskMapDefect.ShowsMapOfTarget), "I16 I3 I4 I5");

/// <summary>The next task with the same mm is locked again.</summary>
public sealed class KeepsMapLock() : TaskMapMutant(nameof(TaskMapDefect.KeepsLock), "I8");

public sealed class KeepsMm() : TaskMapMutant(nameof(TaskMapDefect.KeepsMm), "I14 I9");
