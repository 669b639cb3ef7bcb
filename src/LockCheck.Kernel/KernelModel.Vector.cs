namespace LockCheck.Kernel;

/// <content>What the state vector holds, and what it holds at the start.</content>
public sealed partial class KernelModel
{
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

    /// <summary>Gets the task whose map each reader lists; none where the target's first is the only one.</summary>
    internal Region<TaskRef> ListedTasks { get; private set; }

    internal Region<KernelHeader> Header { get; private set; }

    internal Region<Ledger> Ledgers { get; private set; }

    /// <summary>Gets the counts of users of the mms, with the threads' parts in their ledgers.</summary>
    internal PartedCount<MmStruct, Ledger> MmUsers { get; private set; } = null!;

    /// <summary>Gets the counts of references to the mm structs.</summary>
    internal PartedCount<MmStruct, Ledger> MmCounts { get; private set; } = null!;

    /// <summary>Gets the counts of references to the tasks.</summary>
    internal PartedCount<TaskStruct, Ledger> TaskUsages { get; private set; } = null!;

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
            "RCU and iterators",
            Settings.Era == VmaLockEra.A && !Settings.HasIterators && !HasTasks ? 0 : ThreadCount);
        Backings = layout.Shared<BackingObject>("files and anon_names", Settings.TracksBacking ? Names.Count : 0);
        PageTables = layout.Shared<PageTable>(
            "page tables", Settings.HasPageTables ? Kernel.PageTables.CountOf(Settings.Layout.Pages) : 0);
        Files = layout.Shared<SharedFileState>("open file", Settings.File == ReaderFile.SharedWithState ? 1 : 0);
        Cpus = layout.Shared<CpuState>("CPUs", Settings.HasCpus ? ReaderCount : 0);
        TaskGraces = layout.Shared<TaskGrace>("released task", world?.Tasks.Count ?? (Settings.HasRcuTask ? 1 : 0));
        Inodes = layout.Shared<InodeState>("inode", Settings.HasInode ? 1 : 0);
        Ledgers = layout.Shared<Ledger>("ledgers", ThreadCount);
        MmUsers = layout.Parted(Mms, WorldFields.Users, Ledgers, WorldFields.MmUsers, Mms.Count == 1);
        MmCounts = layout.Parted(Mms, WorldFields.Count, Ledgers, WorldFields.MmCounts, Mms.Count == 1);
        TaskUsages = layout.Parted(Tasks, WorldFields.Usage, Ledgers, WorldFields.TaskRefs, Tasks.Count == 1);
        layout.ReservePrivate(Settings.ReaderWords * sizeof(ulong));
        foreach (var monitor in Settings.Monitors)
        {
            monitor.Attach(this, layout);
        }

        ListedTasks = layout.History<TaskRef>("tasks whose maps are listed", ListsTaskMaps ? ReaderCount : 0);
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

        if (ListsTaskMaps)
        {
            SecondMm.Build(this);
        }

        foreach (var (slot, actor) in Settings.Actors.Index())
        {
            actor.Start(slot);
        }
    }

    /// <summary>The tree of an mm.</summary>
    internal Region<TreeEntry> TreeOf(Mm mm) => mm == Mm.Second ? SecondTree : Tree;
}
