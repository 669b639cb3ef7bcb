namespace LockCheck.Kernel;

/// <summary>The memory map as monitors see it: S_k of protocols.md 4, read at a commit.</summary>
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

    /// <summary>The map of the running step: a target that has lost its mm has nothing mapped.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The map, valid until the step changes it.</returns>
    public static CommittedMap Now(KernelModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Tasks[0].Mm.IsNone
            ? new CommittedMap(model, [])
            : new CommittedMap(model, model.Tree.Span()[..model.Mms[0].TreeCount]);
    }

    /// <summary>A VMA by its position in the order of addresses.</summary>
    /// <param name="position">From 0 up to <see cref="Count"/>.</param>
    /// <returns>The range in the tree, with the attributes of the object.</returns>
    public MapRecord this[int position]
    {
        get
        {
            ref readonly var entry = ref _entries[position];
            return new MapRecord(entry.Start, entry.End, _model.Slab[entry.Vma.Index].Attributes);
        }
    }

    /// <summary>Tells whether a record is one of the VMAs: same range, same attributes.</summary>
    /// <param name="record">The record.</param>
    /// <returns>Whether it is.</returns>
    public bool Contains(in MapRecord record)
    {
        foreach (ref readonly var entry in _entries)
        {
            if (entry.Start == record.Start)
            {
                return entry.End == record.End &&
                    Shown(_model.Slab[entry.Vma.Index].Attributes) == Shown(record.Attributes);
            }
        }

        return false;
    }

    /// <summary>What a record shows of the attributes: the anon_vma and the traits are not printed.</summary>
    private static VmaAttributes Shown(VmaAttributes attributes) => attributes with { AnonVma = 0, Traits = 0 };
}
