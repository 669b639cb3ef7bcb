namespace LockCheck.Kernel;

/// <summary>What a thread holds: locks and references.</summary>
/// <param name="MmapWrite">Whether it holds the mmap_lock for write.</param>
/// <param name="MmapRead">Whether it holds the mmap_lock for read.</param>
/// <param name="AllocLock">Whether it holds the target's alloc_lock.</param>
/// <param name="TaskRefs">Its references to the target's task; negative if it put more than it got.</param>
/// <param name="MmUsers">Its references to the address space (mm_users); negative if it put more than it got.</param>
/// <param name="MmCounts">Its references to the mm_struct (mm_count); negative if it put more than it got.</param>
/// <param name="VmaLocks">How many VMAs it holds for read by their own locks.</param>
/// <param name="BackingRefs">Its references to files and anon_names; negative if it put more than it got.</param>
/// <param name="RcuSections">How many RCU read sections it is inside of.</param>
/// <param name="InodeLock">Whether it holds the i_rwsem of the mapped file.</param>
public readonly record struct Holdings(
    bool MmapWrite,
    bool MmapRead,
    bool AllocLock,
    int TaskRefs,
    int MmUsers,
    int MmCounts,
    int VmaLocks = 0,
    int BackingRefs = 0,
    int RcuSections = 0,
    bool InodeLock = false)
{
    /// <summary>Gets whether it holds a lock, or is inside an RCU read section.</summary>
    public bool AnyLock => MmapWrite || MmapRead || AllocLock || InodeLock || VmaLocks > 0 || RcuSections > 0;

    /// <summary>Gets whether it has a reference.</summary>
    public bool AnyReference => TaskRefs > 0 || MmUsers > 0 || MmCounts > 0 || BackingRefs > 0;

    /// <summary>Gets whether it has put exactly the references that it got.</summary>
    public bool IsBalanced => TaskRefs == 0 && MmUsers == 0 && MmCounts == 0 && BackingRefs == 0;

    /// <summary>Says what it holds.</summary>
    /// <returns>Such as <c>mmap_lock for read, a task reference</c>; empty for nothing.</returns>
    public override string ToString()
    {
        var held = new List<string>();
        AddLock(held, MmapWrite, "mmap_lock for write");
        AddLock(held, MmapRead, "mmap_lock for read");
        AddLock(held, AllocLock, "alloc_lock");
        AddLock(held, InodeLock, "i_rwsem");
        AddReference(held, VmaLocks, "VMA read lock");
        AddReference(held, RcuSections, "RCU read section");
        AddReference(held, TaskRefs, "task reference");
        AddReference(held, MmUsers, "mm_users reference");
        AddReference(held, MmCounts, "mm_count reference");
        AddReference(held, BackingRefs, "file or anon_name reference");
        return string.Join(", ", held);
    }

    internal static Holdings Of(KernelModel model, StateView state, ThreadId thread)
    {
        ref readonly var ledger = ref model.Ledgers.In(state, thread.Index);
        var hasWalk = model.Walks.Count != 0;
        return new Holdings(
            HoldsForWrite(model, state, Mm.First, thread)
                || (model.HasSecondMm && HoldsForWrite(model, state, Mm.Second, thread)),
            HoldsForRead(model, state, Mm.First, thread)
                || (model.HasSecondMm && HoldsForRead(model, state, Mm.Second, thread)),
            HasAllocLock(model, state, thread),
            ledger.TaskRefs,
            ledger.MmUsers,
            ledger.MmCounts,
            VmaAccess.CountHeld(model, state, thread),
            hasWalk ? model.Walks.FieldIn(state, thread.Index, WorldFields.BackingRefs) : 0,
            hasWalk ? model.Walks.FieldIn(state, thread.Index, WorldFields.RcuNesting) : 0,
            Kernel.InodeLock.IsHeld(model, state, thread));
    }

    private static bool HoldsForWrite(KernelModel model, StateView state, Mm mm, ThreadId thread) =>
        model.Mms.FieldIn(state, mm.Index, WorldFields.LockWriter) == thread.Index + 1;

    private static bool HoldsForRead(KernelModel model, StateView state, Mm mm, ThreadId thread) =>
        model.Mms.HasBitsIn(state, mm.Index, WorldFields.LockReaders, RwSemState.Bit(thread));

    private static bool HasAllocLock(KernelModel model, StateView state, ThreadId thread)
    {
        for (var task = 0; task < model.Tasks.Count; task++)
        {
            if (model.Tasks.FieldIn(state, task, WorldFields.AllocLock) == thread.Index + 1)
            {
                return true;
            }
        }

        return false;
    }

    private static void AddLock(List<string> held, bool isHeld, string what)
    {
        if (isHeld)
        {
            held.Add(what);
        }
    }

    private static void AddReference(List<string> held, int count, string what)
    {
        if (count != 0)
        {
            held.Add(count == 1 ? $"{(what[0] == 'R' ? "an" : "a")} {what}" : $"{count} x {what}");
        }
    }
}
