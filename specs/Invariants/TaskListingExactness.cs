namespace LockCheck.Specs.Invariants;

/// <summary>
/// What I1, I3 and I5 are for maps, for a listing of tasks or of their open files: each one that the reader was asked
/// for and that is there in every state of the read is listed exactly once, and none is listed that was there in no
/// state.
/// </summary>
/// <remarks>
/// The tasks that a reader is asked for are those of its parameters; an open file is a pair of a task and a descriptor,
/// and a thread that has its group leader's files table is not asked about files (protocols.md 2.0,
/// <c>skip_if_dup_files</c>), unless it alone was asked for. Where maps are listed, the same threads are left out, and
/// a task without an mm has none; a map is listed when the reader begins it, and what it says is for other invariants.
/// A read that ended with an error owes nothing. What was gone for a while may be listed any number of times.
/// <para>
/// History is, for each reader, a bit for each task or descriptor that was there in all states so far, in some state so
/// far, and that was listed; all of it empty outside a read.
/// </para>
/// </remarks>
public sealed class TaskListingExactness : Invariant
{
    private KernelModel? _model;
    private Region<Listing> _listings;

    /// <inheritdoc/>
    public override string Id => "tasks";

    /// <inheritdoc/>
    public override string Title => "a task that is there throughout is listed once, and none that never was";

    /// <inheritdoc/>
    public override bool IsOnRequest => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Read | KernelEvent.Task;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _model = model;
        _listings = layout.History<Listing>("listed tasks", model.ReaderCount);
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader)
    {
        var now = TaskGroups.Selected(_model!);
        _listings[reader] = new Listing { IsOpen = true, Throughout = now, Ever = now };
    }

    /// <inheritdoc/>
    public override void OnTasksChanged()
    {
        var now = TaskGroups.Selected(_model!);
        for (var reader = 0; reader < _listings.Count; reader++)
        {
            ref var listing = ref _listings[reader];
            if (listing.IsOpen)
            {
                listing.Throughout &= now;
                listing.Ever |= now;
            }
        }
    }

    /// <inheritdoc/>
    public override void OnTaskListed(int reader, TaskRef task, int fd)
    {
        ref var listing = ref _listings[reader];
        var bit = TaskGroups.BitOf(task, fd);
        if ((listing.Ever & bit) == 0)
        {
            Broken((task, fd), static facts => $"{NameOf(facts.task, facts.fd)} is listed, and was not asked for");
        }
        else if ((listing.Throughout & listing.Listed & bit) != 0)
        {
            Broken((task, fd), static facts => $"{NameOf(facts.task, facts.fd)} is listed twice");
        }

        listing.Listed |= bit;
    }

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error)
    {
        var listing = _listings[reader];
        _listings[reader] = default;
        var missed = (ushort)(listing.Throughout & ~listing.Listed);
        if (error == 0 && missed != 0)
        {
            Broken(
                (missed, _model!.Settings.Tasks!.ListsFiles),
                static facts => $"{NameOf(facts.missed, facts.ListsFiles)} was there throughout, and is not listed");
        }
    }

    private static string NameOf(ushort bits, bool isFile)
    {
        var bit = System.Numerics.BitOperations.TrailingZeroCount(bits);
        var task = new TaskRef((byte)((bit / TaskWorld.FdsMax) + 1));
        return NameOf(task, isFile ? bit % TaskWorld.FdsMax : -1);
    }

    private static string NameOf(TaskRef task, int fd) => fd < 0 ? $"{task}" : $"fd {fd} of {task}";

    private struct Listing
    {
        public ushort Throughout;
        public ushort Ever;
        public ushort Listed;
        public bool IsOpen;
        public byte Spare;
    }
}
