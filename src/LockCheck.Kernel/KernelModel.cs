using System.Runtime.CompilerServices;

namespace LockCheck.Kernel;

/// <summary>
/// One target process (a task, its mm, its VMAs) and the threads of a scenario that read and change its memory map.
/// Handles such as <see cref="Mm"/> and <see cref="Vma"/> reach it through the running step.
/// </summary>
public sealed partial class KernelModel : Model
{
    /// <summary>The most threads of a scenario: the wait list of an rwsem holds eight.</summary>
    public const int MaxActors = 8;

    private readonly int[] _readerOf;
    private readonly int[] _iteratorOf;

    /// <summary>Makes a model of a scenario.</summary>
    /// <param name="settings">The scenario.</param>
    /// <exception cref="ArgumentException">There are too many actors, or none.</exception>
    public KernelModel(KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Actors.Count is < 1 or > MaxActors)
        {
            throw new ArgumentException(
                $"A scenario has 1 to {MaxActors} threads, not {settings.Actors.Count}. Take fewer readers or writers.",
                nameof(settings));
        }

        Settings = settings;
        _readerOf = new int[settings.Actors.Count];
        foreach (var (slot, actor) in settings.Actors.Index())
        {
            _readerOf[slot] = actor.Kind == ActorKind.Reader ? ReaderCount++ : -1;
        }

        var sharesIterator = settings.File == ReaderFile.SharedWithState;
        _iteratorOf =
        [
            .. _readerOf.Select((reader, slot) => sharesIterator && reader > 0 ? Array.IndexOf(_readerOf, 0) : slot),
        ];

        var calls = settings.Actors.OfType<ProgramActor>().SelectMany(actor => actor.Calls);
        Names = BackingNames.Of(settings.Layout, calls.SelectMany(call => call.Areas), settings.AnonNames);
        Events = new KernelEvents(settings.Monitors, ListsTaskMaps);
    }

    /// <summary>Gets the kernel model of the step that runs now.</summary>
    public static KernelModel Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var model = Stepper.Current.Model;
            return model.GetType() == typeof(KernelModel) ? Unsafe.As<KernelModel>(model) : ThrowNotKernel(model);
        }
    }

    /// <summary>Gets the scenario.</summary>
    public KernelSettings Settings { get; }

    /// <summary>Gets the number of readers.</summary>
    public int ReaderCount { get; }

    /// <summary>Gets the names of files and anonymous areas in the layout.</summary>
    public BackingNames Names { get; }

    /// <summary>Gets where the kernel raises its events for the monitors.</summary>
    public KernelEvents Events { get; }

    /// <inheritdoc/>
    public override int ThreadCount => Settings.Actors.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Property> Properties =>
        [.. Settings.Monitors.SelectMany(monitor => monitor.Properties)];

    /// <summary>Gets whether the target may come to have a second mm, or another process has one.</summary>
    public bool HasSecondMm => Settings.SecondMap is not null;

    /// <summary>Gets whether there are tasks beside the target's first.</summary>
    public bool HasTasks => Settings.Tasks is not null;

    /// <summary>Gets whether the readers list the maps of several tasks.</summary>
    public bool ListsTaskMaps => Settings.Tasks is { ListsMaps: true };

    /// <summary>The number of a thread among the readers.</summary>
    /// <param name="thread">The thread.</param>
    /// <returns>From 0; -1 for a thread that does not read.</returns>
    public int ReaderOf(ThreadId thread) => _readerOf[thread.Index];

    /// <summary>The role of the first actor of a type; -1 if there is none.</summary>
    internal int RoleOf<TActor>()
        where TActor : Actor
    {
        for (var role = 0; role < Settings.Actors.Count; role++)
        {
            if (Settings.Actors[role] is TActor)
            {
                return role;
            }
        }

        return -1;
    }

    /// <summary>Tells what a thread holds in the running step.</summary>
    /// <param name="thread">The thread.</param>
    /// <returns>Its locks and references.</returns>
    public Holdings HeldBy(ThreadId thread) =>
        Kernel.Holdings.Of(this, Stepper.Current.View, thread);

    /// <summary>The mm that a VMA object belongs to in the running step: one of the target's.</summary>
    /// <param name="vma">An object of the slab.</param>
    /// <returns>The mm; the first one where there is no other, whatever the object is.</returns>
    public Mm MmOf(Vma vma) => HasSecondMm ? vma.RawMm : Mm.First;

    /// <summary>The memory map of the target's first mm in an explicitly given state, as its tree has it.</summary>
    /// <param name="state">The state; between two steps, and with no write critical section open.</param>
    /// <returns>A record for each VMA, in the order of addresses.</returns>
    public IReadOnlyList<MapRecord> MapIn(StateView state)
    {
        var records = new List<MapRecord>();
        foreach (var entry in Tree.Span(state)[..Mms.In(state).TreeCount])
        {
            records.Add(new MapRecord(entry.Start, entry.End, Slab.In(state, entry.Vma.Index).Attributes));
        }

        return records;
    }

    /// <summary>Tells who holds the mmap_lock of the target's first mm for write.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The slot of the thread; null for nobody.</returns>
    public int? WriteHolderIn(StateView state) =>
        Mms.In(state).Lock.Writer is var writer and > 0 ? writer - 1 : null;

    /// <summary>Tells whether a write critical section is open in the running step.</summary>
    /// <returns>
    /// Whether a thread holds the mmap_lock for write, or grows a stack as up to v6.4, under the lock for read.
    /// </returns>
    public bool IsWriteSectionOpen() =>
        Mms.Field(0, WorldFields.LockWriter) != 0 || Header.Field(0, WorldFields.AnonVmaLock) != 0;

    /// <summary>
    /// Tells whether a write critical section is open of the map that a reader lists in the running step.
    /// </summary>
    /// <param name="reader">The reader's number.</param>
    /// <returns>False for the map of another process, which nobody changes.</returns>
    public bool IsWriteSectionOpen(int reader) =>
        IsWriteSectionOpen() && (!ListsTaskMaps || MmListedBy(reader) != Mm.Second);

    /// <summary>The mm that the task has whose map a reader lists in the running step.</summary>
    /// <param name="reader">The reader's number.</param>
    /// <returns>The mm; none between two tasks, or if the task has lost its mm.</returns>
    public Mm MmListedBy(int reader)
    {
        var task = ListsTaskMaps ? ListedTasks[reader] : TargetTask();
        return task.IsNone ? Mm.None : Tasks.Field(task.Index, WorldFields.TaskMm);
    }

    /// <summary>Tells whether anybody is left who could still change the memory map.</summary>
    /// <returns>Whether a thread that is no reader has not ended.</returns>
    public bool HasLiveWriters()
    {
        var stepper = Stepper.Current;
        for (var slot = 0; slot < _readerOf.Length; slot++)
        {
            if (_readerOf[slot] < 0 && stepper.StatusOf(ThreadId.Of(slot)) == ThreadStatus.Running)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string RoleName(int role) => Settings.Actors[role].Name;

    /// <inheritdoc/>
    public override bool HearsThreadEnds => Settings.HasCpus;

    /// <inheritdoc/>
    public override void OnThreadEnd(ThreadId thread, int live)
    {
        for (var cpu = 0; live == 0 && cpu < Cpus.Count; cpu++)
        {
            if (Cpus[cpu].WorkReads > 0)
            {
                Events.Misuse(Misuse.LeakedLock, thread);
            }
        }
    }

    /// <inheritdoc/>
    public override string Draw(StateView state) => MapDrawing.Of(this, state);

    /// <inheritdoc/>
    public override string Holdings(StateView state, ThreadId thread)
    {
        var held = Kernel.Holdings.Of(this, state, thread).ToString();
        return held.Length == 0 ? string.Empty : $"holds {held}";
    }

    /// <summary>Takes a fault if it is switched on and has not struck yet.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="what">What fails, for the schedule.</param>
    /// <returns>Whether it strikes, in this branch of the search.</returns>
    internal bool Strikes(Faults fault, string what)
    {
        if (!CanStrike(fault) || !Choose.Either(what))
        {
            return false;
        }

        Header.Field(0, WorldFields.FaultsUsed) |= (byte)fault;
        return true;
    }

    /// <summary>
    /// The thread whose iterator a thread uses: its own, or that of the first reader, which stands for the file's.
    /// </summary>
    internal int IteratorOf(ThreadId thread) => _iteratorOf[thread.Index];

    /// <summary>The task that the target's tid stands for in the running step: the first, or the next.</summary>
    internal TaskRef TargetTask() => MayBeReborn && Tasks.Field(TaskRef.Reborn.Index, WorldFields.Usage) > 0
        ? TaskRef.Reborn
        : TaskRef.Target;

    /// <summary>Whether the second task is one that may get the target's tid, and no thread of the target.</summary>
    internal bool MayBeReborn => HasSecondMm && !HasTasks;

    private bool CanStrike(Faults fault) =>
        (Settings.Faults & fault) != 0 && CanStrike(fault, Header.Field(0, WorldFields.FaultsUsed));

    internal bool CanStrike(Faults fault, byte used) =>
        (Settings.Faults & fault) != 0 && (used & (byte)fault) == 0;

    internal static KernelModel Of(StateView state) => state.Model as KernelModel ?? ThrowNotKernel(state.Model);

    private static KernelModel ThrowNotKernel(Model model) => throw new RoutineException(
        $"A routine of the kernel model runs in a {model.GetType().Name}. Usual cause: a reader or writer was spawned "
        + "by a model of another kind; run it in a KernelModel.");
}
