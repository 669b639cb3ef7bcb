namespace LockCheck.Kernel;

/// <summary>A pointer to an mm_struct, or NULL. Only equality means anything.</summary>
/// <param name="Value">0 for NULL.</param>
public readonly record struct Mm(byte Value)
{
    /// <summary>Gets NULL.</summary>
    public static Mm None => default;

    /// <summary>Gets the target process's first address space.</summary>
    public static Mm First => new(1);

    /// <summary>Gets the mm of another process, which uses the same slab of VMA objects.</summary>
    public static Mm Foreign => new(2);

    /// <summary>
    /// Gets the mm that the task behind the target's tid comes to have later: by exec, or because it is a new task.
    /// </summary>
    public static Mm Second => new(3);

    /// <summary>Gets whether this is NULL.</summary>
    public bool IsNone => Value == 0;

    /// <summary>Gets the mmap_lock.</summary>
    public MmapLock Lock => new(this);

    /// <summary>Gets the sequence numbers.</summary>
    public MmSequence Sequence => new(this);

    /// <summary>Gets the running thread's iterator of this mm's tree.</summary>
    public VmaIterator Iterator => new(this);

    internal byte Index => (byte)(Value - 1);

    internal ref MmStruct Raw => ref KernelModel.Current.Mms[Index];

    internal ref ushort TreeCount => ref KernelModel.Current.Mms.Field(Index, WorldFields.TreeCount);

    /// <summary>mmget: one more user of a live address space. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> Get() => Operation.Issue(new MmGet(this));

    /// <summary>mmget_not_zero: one more user, unless there is none left. A scheduling point.</summary>
    /// <returns>Whether there is a reference now; false for an address space that is gone or going.</returns>
    public Pending<bool> GetNotZero() => Operation.Issue<MmGetNotZero, bool>(new MmGetNotZero(this));

    /// <summary>mmput: one user less; the last one tears the address space down (protocols.md 1.1, 3 and 8).</summary>
    /// <returns>The routine; it may sleep.</returns>
    public Routine Put() => MmLifetime.Put(this);

    /// <summary>
    /// mmput_async: one user less, where nobody may sleep; the last one leaves the tearing down to a workqueue. A
    /// scheduling point.
    /// </summary>
    /// <returns>Something to await.</returns>
    public Pending<bool> PutAsync() => Operation.Issue<MmPutUser, bool>(new MmPutUser(this, owned: true, async: true));

    /// <summary>mmgrab: one more reference to the struct. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> Grab() => Operation.Issue(new MmGrab(this));

    /// <summary>mmdrop: one reference to the struct less. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> Drop() => Operation.Issue(new MmDrop(this));

    /// <summary>The first VMA: the head of the list. The caller holds the mmap_lock.</summary>
    /// <returns>The VMA, or none.</returns>
    public Vma FirstVma() => VmaTree.Guarded(this) && TreeCount > 0 ? VmaTree.At(this, 0).Vma : Vma.None;

    /// <summary>find_vma: the first VMA that ends after a page. The caller holds the mmap_lock.</summary>
    /// <param name="page">The page; may be -1, which finds the first VMA.</param>
    /// <returns>The VMA, or none.</returns>
    public Vma Find(int page) => VmaTree.Guarded(this) ? VmaTree.Find(this, page) : Vma.None;

    /// <summary>The VMA after another one: its list successor. The caller holds the mmap_lock.</summary>
    /// <param name="vma">A VMA of this mm.</param>
    /// <returns>The VMA, or none.</returns>
    public Vma Next(Vma vma) => VmaTree.Guarded(this) ? VmaTree.Find(this, vma.End) : Vma.None;

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "NULL" : $"mm{Value}";
}
