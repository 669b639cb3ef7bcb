using System.Runtime.CompilerServices;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>
/// One target process (a task, its mm, its VMAs) and the threads of a scenario that read and change its memory map.
/// Handles such as <see cref="Mm"/> and <see cref="Vma"/> reach it through the running step.
/// </summary>
public sealed class KernelModel : Model
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

        Names = BackingNames.Of(settings.Layout, settings.AnonNames);
        Events = new KernelEvents(settings.Monitors);
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

    /// <summary>Gets whether the target may come to have a second mm.</summary>
    public bool HasSecondMm => Settings.SecondMap is not null;

    /// <summary>Gets whether there are tasks beside the target's first.</summary>
    public bool HasTasks => Settings.Tasks is not null;

    internal Region<TaskStruct> Tasks { get; private set; }

    /// <summary>Gets the number of each task's files table, or 0; none where no reader lists tasks.</summary>
    internal Region<byte> TaskFiles { get; private set; }

    /// <summary>Gets the files tables of the tasks.</summary>
    internal Region<FilesTable> FilesTables { get; private set; }

    /// <summary>Gets the <c>f_count</c> of each file that a task may have open.</summary>
    internal Region<byte> OpenFiles { get; private set; }

    internal Region<MmStruct> Mms { get; private set; }

    internal Region<VmArea> Slab { get; private set; }

    internal Region<TreeEntry> Tree { get; private set; }

    /// <summary>Gets the tree of <see cref="Mm.Second"/>; none where there is no such mm.</summary>
    internal Region<TreeEntry> SecondTree { get; private set; }

    /// <summary>Gets the locks of the slab's objects; none in era A.</summary>
    internal Region<VmaLockState> VmaLocks { get; private set; }

    /// <summary>Gets the files and anon_names; none where nobody counts their references.</summary>
    internal Region<BackingObject> Backings { get; private set; }

    /// <summary>Gets what each thread has of RCU and iterators; none in era A, unless a reader uses these.</summary>
    internal Region<WalkState> Walks { get; private set; }

    /// <summary>Gets the page tables, one for each span of pages; none where nobody needs them.</summary>
    internal Region<PageTable> PageTables { get; private set; }

    /// <summary>Gets what the readers' shared file keeps; none where it keeps nothing.</summary>
    internal Region<SharedFileState> Files { get; private set; }

    /// <summary>Gets the CPUs that readers run on, one each; none where nobody needs them.</summary>
    internal Region<CpuState> Cpus { get; private set; }

    /// <summary>Gets what a released task waits for; none where nobody relies on that.</summary>
    internal Region<TaskGrace> TaskGraces { get; private set; }

    /// <summary>Gets the inode of the mapped file; none where nobody takes its lock.</summary>
    internal Region<InodeState> Inodes { get; private set; }

    internal Region<KernelHeader> Header { get; private set; }

    internal Region<Ledger> Ledgers { get; private set; }

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
    /// <param name="vma">The object; may be none.</param>
    /// <returns>The mm; the first one where there is no other, whatever the object is.</returns>
    public Mm MmOf(Vma vma) => HasSecondMm && !vma.IsNone && !vma.IsGate ? vma.Raw.Mm : Mm.First;

    /// <summary>Tells whether a write critical section is open in the running step.</summary>
    /// <returns>
    /// Whether a thread holds the mmap_lock for write, or grows a stack as up to v6.4, under the lock for read.
    /// </returns>
    public bool IsWriteSectionOpen() => Mms[0].Lock.Writer != 0 || Header[0].AnonVmaLock != 0;

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
    public override void Declare(VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var vmas = Settings.Layout.Vmas.Length + Settings.SpareVmas;
        Header = layout.Shared<KernelHeader>("kernel");
        var world = Settings.Tasks?.World;
        Tasks = layout.Shared<TaskStruct>("tasks", world?.Tasks.Count ?? (HasSecondMm ? 2 : 1));
        TaskFiles = layout.Shared<byte>("files of tasks", world?.Tasks.Count ?? 0);
        FilesTables = layout.Shared<FilesTable>("files tables", world?.Fds.Count ?? 0);
        OpenFiles = layout.Shared<byte>("open files", (world?.Fds.Count ?? 0) * TaskWorld.FdsMax);
        Mms = layout.Shared<MmStruct>("mms", HasSecondMm ? Mm.Second.Value : Settings.HasForeignMm ? 2 : 1);
        Slab = layout.Shared<VmArea>("vm_area_struct slab", vmas);
        Tree = layout.Shared<TreeEntry>("VMA tree", vmas);
        SecondTree = layout.Shared<TreeEntry>("second VMA tree", HasSecondMm ? vmas : 0);
        VmaLocks = layout.Shared<VmaLockState>("VMA locks", Settings.Era == VmaLockEra.A ? 0 : vmas);
        Walks = layout.Shared<WalkState>(
            "RCU and iterators", Settings.Era == VmaLockEra.A && !Settings.HasIterators ? 0 : ThreadCount);
        Backings = layout.Shared<BackingObject>("files and anon_names", Settings.TracksBacking ? Names.Count : 0);
        PageTables = layout.Shared<PageTable>(
            "page tables", Settings.HasPageTables ? Kernel.PageTables.CountOf(Settings.Layout.Pages) : 0);
        Files = layout.Shared<SharedFileState>("open file", Settings.File == ReaderFile.SharedWithState ? 1 : 0);
        Cpus = layout.Shared<CpuState>("CPUs", Settings.HasCpus ? ReaderCount : 0);
        TaskGraces = layout.Shared<TaskGrace>("released task", world?.Tasks.Count ?? (Settings.HasRcuTask ? 1 : 0));
        Inodes = layout.Shared<InodeState>("inode", Settings.HasInode ? 1 : 0);
        Ledgers = layout.Shared<Ledger>("ledgers", ThreadCount);
        layout.ReservePrivate(Settings.ReaderWords * sizeof(ulong));
        foreach (var monitor in Settings.Monitors)
        {
            monitor.Attach(this, layout);
        }
    }

    /// <inheritdoc/>
    public override void Start()
    {
        ref var mm = ref Mms[0];
        mm.Users = (byte)(1 + Settings.Actors.Count(actor => actor.SharesMm));
        mm.Count = (byte)(Settings.File == ReaderFile.Own ? 1 : 2);
        if (Settings.HasForeignMm)
        {
            Mms[Mm.Foreign.Index].Users = 1;
            Mms[Mm.Foreign.Index].Count = 1;
        }

        Tasks[0] = new TaskStruct { Usage = 1, Mm = Mm.First };
        if (Settings.Tasks is { } listing)
        {
            TaskGroups.Initialise(this, listing.World);
        }

        VmaSlab.Initialise();
        foreach (var area in Settings.Layout.Vmas)
        {
            var vma = VmaSlab.Allocate(Mm.First);
            ref var fields = ref vma.Raw;
            fields.Start = (ushort)area.Start;
            fields.End = (ushort)area.End;
            fields.Attributes = Names.AttributesOf(area);
            fields.State = VmaState.Attached;
            BackingCounts.Get(this, fields.Attributes.Backing);
            VmaTree.Store(Mm.First, fields.Start, fields.End, vma);
            Kernel.PageTables.Initialise(this, area);
        }

        foreach (var (slot, actor) in Settings.Actors.Index())
        {
            actor.Start(slot);
        }
    }

    /// <inheritdoc/>
    public override string RoleName(int role) => Settings.Actors[role].Name;

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
        if (!CanStrike(fault, Header[0].FaultsUsed) || !Choose.Either(what))
        {
            return false;
        }

        Header[0].FaultsUsed |= (byte)fault;
        return true;
    }

    /// <summary>
    /// The thread whose iterator a thread uses: its own, or that of the first reader, which stands for the file's.
    /// </summary>
    internal int IteratorOf(ThreadId thread) => _iteratorOf[thread.Index];

    /// <summary>The task that the target's tid stands for in the running step: the first, or the next.</summary>
    internal TaskRef TargetTask() => HasSecondMm && Tasks[TaskRef.Reborn.Index].Usage > 0
        ? TaskRef.Reborn
        : TaskRef.Target;

    /// <summary>The tree of an mm.</summary>
    internal Region<TreeEntry> TreeOf(Mm mm) => mm == Mm.Second ? SecondTree : Tree;

    internal bool CanStrike(Faults fault, byte used) =>
        (Settings.Faults & fault) != 0 && (used & (byte)fault) == 0;

    internal static KernelModel Of(StateView state) => state.Model as KernelModel ?? ThrowNotKernel(state.Model);

    private static KernelModel ThrowNotKernel(Model model) => throw new RoutineException(
        $"A routine of the kernel model runs in a {model.GetType().Name}. Usual cause: a reader or writer was spawned "
        + "by a model of another kind; run it in a KernelModel.");
}
