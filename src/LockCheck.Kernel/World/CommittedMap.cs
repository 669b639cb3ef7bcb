namespace LockCheck.Kernel;

/// <summary>
/// The memory map as monitors see it. It is S_k of protocols.md 4 at a commit and wherever no write critical section is
/// open; inside one it is what the section has made so far, which is no S_k. A monitor that needs the state before the
/// section takes it in <see cref="Monitor.OnWriteLocked"/>.
/// </summary>
public readonly ref struct CommittedMap
{
    private readonly KernelModel _model;
    private readonly ReadOnlySpan<TreeEntry> _entries;

    private CommittedMap(KernelModel model, ReadOnlySpan<TreeEntry> entries)
    {
        _model = model;
        _entries = entries;
    }

    /// <summary>Gets the number of VMAs.</summary>
    public int Count => _entries.Length;

    /// <summary>
    /// The map of the running step: that of the mm which the target has now. A target that has lost its mm has nothing
    /// mapped; one of several threads may be without it while others go on.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <returns>The map, valid until the step changes it.</returns>
    public static CommittedMap Now(KernelModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model, model.ListsTaskMaps
            ? Mm.First
            : model.Tasks.Field(model.TargetTask().Index, WorldFields.TaskMm));
    }

    /// <summary>
    /// The map that a reader lists in the running step: that of the mm which the task has now that it has come to. It
    /// is the target's where readers do not list the maps of several tasks.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="reader">The reader's number.</param>
    /// <returns>The map, valid until the step changes it; empty between two tasks.</returns>
    public static CommittedMap Now(KernelModel model, int reader)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model, model.MmListedBy(reader));
    }

    /// <summary>
    /// The map of the target's first mm in the running step, whether or not the target still has that mm: a reader with
    /// a reference to it goes on reading it after the target's exit, or exec.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <returns>The map, valid until the step changes it.</returns>
    public static CommittedMap OfMm(KernelModel model) => OfMm(model, Mm.First);

    /// <summary>The map of the mm that a record comes from, whether or not the target has it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="mm">The mm; anything but the second one stands for the first.</param>
    /// <returns>The map, valid until the step changes it.</returns>
    public static CommittedMap OfMm(KernelModel model, Mm mm)
    {
        ArgumentNullException.ThrowIfNull(model);
        var known = mm == Mm.Second ? mm : Mm.First;
        return new CommittedMap(model, model.TreeOf(known).Span()[..known.TreeCount]);
    }

    private static CommittedMap Of(KernelModel model, Mm mm) =>
        mm.IsNone ? new CommittedMap(model, []) : OfMm(model, mm);

    /// <summary>A VMA by its position in the order of addresses.</summary>
    /// <param name="position">From 0 up to <see cref="Count"/>.</param>
    /// <returns>The range in the tree, with the attributes of the object.</returns>
    public MapRecord this[int position]
    {
        get
        {
            ref readonly var entry = ref _entries[position];
            return new MapRecord(entry.Start, entry.End, _model.Slab.Field(entry.Vma.Index, WorldFields.Attributes));
        }
    }

    /// <summary>Tells whether a page is mapped.</summary>
    /// <param name="page">The page.</param>
    /// <returns>Whether a VMA has it.</returns>
    public bool Covers(int page)
    {
        foreach (ref readonly var entry in _entries)
        {
            if (page < entry.End)
            {
                return page >= entry.Start;
            }
        }

        return false;
    }

    /// <summary>The object behind a VMA: two states have the same VMA only if they have the same object.</summary>
    /// <param name="position">From 0 up to <see cref="Count"/>.</param>
    /// <returns>The object in the tree; it may be another one's after it was freed.</returns>
    public Vma ObjectAt(int position) => _entries[position].Vma;

    /// <summary>
    /// Tells whether a record is one of the VMAs: same range, same attributes as far as they are shown.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <returns>Whether it is.</returns>
    public bool Contains(in MapRecord record)
    {
        for (var position = 0; position < _entries.Length; position++)
        {
            if (_entries[position].Start == record.Start)
            {
                return this[position].Shown == record.Shown;
            }
        }

        return false;
    }

    /// <summary>
    /// Tells whether a record lies inside one of the VMAs, and has its attributes as far as they are shown.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <returns>Whether it does.</returns>
    public bool ContainsPart(in MapRecord record)
    {
        for (var position = 0; position < _entries.Length; position++)
        {
            var vma = this[position];
            if (vma.Start <= record.Start && record.Start < vma.End)
            {
                return record.End <= vma.End && vma.Shown.Attributes == record.Shown.Attributes;
            }
        }

        return false;
    }
}
