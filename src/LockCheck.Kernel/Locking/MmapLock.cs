namespace LockCheck.Kernel;

/// <summary>The mmap_lock of an mm: what <c>mm.Lock</c> hands out. Every call is a scheduling point.</summary>
public readonly struct MmapLock
{
    private readonly Mm _mm;

    internal MmapLock(Mm mm) => _mm = mm;

    /// <summary>mmap_read_lock.</summary>
    /// <returns>0 when awaited.</returns>
    public Pending<int> Read() => Acquire(forWrite: false, killable: false);

    /// <summary>mmap_read_lock_killable.</summary>
    /// <returns>0, or -EINTR with the lock not held.</returns>
    public Pending<int> ReadKillable() => Acquire(forWrite: false, killable: true);

    /// <summary>mmap_read_trylock.</summary>
    /// <returns>Whether the lock is held now.</returns>
    public Pending<bool> TryRead() => Operation.Issue<MmapReadTryLock, bool>(new MmapReadTryLock(_mm));

    /// <summary>mmap_read_unlock.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> ReadUnlock() => Operation.Issue(new MmapReadUnlock(_mm));

    /// <summary>mmap_write_lock.</summary>
    /// <returns>0 when awaited.</returns>
    public Pending<int> Write() => Acquire(forWrite: true, killable: false);

    /// <summary>mmap_write_lock_killable.</summary>
    /// <returns>0, or -EINTR with the lock not held.</returns>
    public Pending<int> WriteKillable() => Acquire(forWrite: true, killable: true);

    /// <summary>mmap_write_unlock: a commit.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> WriteUnlock() => Operation.Issue(new MmapWriteRelease(_mm, downgrade: false));

    /// <summary>mmap_write_downgrade: a commit; the lock is held for read afterwards.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> Downgrade() => Operation.Issue(new MmapWriteRelease(_mm, downgrade: true));

    /// <summary>mmap_lock_is_contended: whether anybody is queued, readers included.</summary>
    /// <returns>What it saw; it may be wrong by the next step.</returns>
    public Pending<bool> IsContended() =>
        Operation.Issue<MmapLockIsContended, bool>(new MmapLockIsContended(_mm));

    internal static Footprint Footprint(Mm mm, AccessMode mode, AccessOrder order) =>
        new(FootprintKinds.MmapLock, mm.IsNone ? ushort.MaxValue : mm.Index, mode, order);

    internal static bool IsHeld(KernelModel model, Mm mm, ThreadId thread) =>
        model.Mms.HasBits(mm.Index, WorldFields.LockReaders, RwSemState.Bit(thread))
        || model.Mms.Field(mm.Index, WorldFields.LockWriter) == thread.Index + 1;

    internal static bool IsHeld(in RwSem sem, ThreadId thread) =>
        sem.Writer == thread.Index + 1 || (sem.Readers & RwSemState.Bit(thread)) != 0;

    /// <summary>
    /// Whether there is an mm struct to lock at all; if not, that is a NULL dereference or a use after free.
    /// </summary>
    internal static bool IsUsable(KernelModel model, Mm mm)
    {
        if (mm.IsNone)
        {
            model.Events.Misuse(Misuse.NullDereference, Threads.Self);
            return false;
        }

        if (!model.MmCounts.IsPositive(mm.Index))
        {
            model.Events.Misuse(Misuse.UseAfterFree, Threads.Self);
            return false;
        }

        return true;
    }

    internal static string HeldBy(StateView state, Mm mm)
    {
        if (mm.IsNone)
        {
            return string.Empty;
        }

        ref readonly var sem = ref KernelModel.Of(state).Mms.In(state, mm.Index).Lock;
        if (sem.Writer != 0)
        {
            return $"waits for mmap_lock, held for write by {state.NameOf(ThreadId.Of(sem.Writer - 1))}";
        }

        var holders = new List<string>();
        for (var slot = 0; slot < state.ThreadCount; slot++)
        {
            if ((sem.Readers & (1 << slot)) != 0)
            {
                holders.Add(state.NameOf(ThreadId.Of(slot)));
            }
        }

        if (sem.Readers >> Cpu.FirstHolder != 0)
        {
            holders.Add("an irq_work");
        }

        if (holders.Count == 0)
        {
            return sem.Waiters == 0
                ? string.Empty
                : $"waits for mmap_lock, behind {state.NameOf(RwSemState.FirstWaiter(sem))}";
        }

        return $"waits for mmap_lock, held for read by {string.Join(", ", holders)}";
    }

    private Pending<int> Acquire(bool forWrite, bool killable) =>
        Operation.Issue<MmapLockAcquire, int>(new MmapLockAcquire(_mm, forWrite, killable));
}

/// <summary>The kinds of shared objects, for footprints.</summary>
internal static class FootprintKinds
{
    public const ushort MmapLock = 1;
    public const ushort TaskMm = 2;
    public const ushort AllocLock = 3;
    public const ushort TaskUsage = 4;
    public const ushort MmUsers = 5;
    public const ushort MmCount = 6;
    public const ushort VmaTree = 7;
    public const ushort PidTable = 8;
    public const ushort MmSeq = 9;
    public const ushort VmaLock = 10;
    public const ushort VmaFields = 11;
    public const ushort Rcu = 12;
    public const ushort Backing = 13;
    public const ushort File = 14;
    public const ushort Inode = 15;
    public const ushort TaskFiles = 16;
}

/// <summary>The kernel's error numbers, negative as it returns them.</summary>
public static class Errno
{
    /// <summary>Not permitted: a sealed VMA.</summary>
    public const int EPERM = -1;

    /// <summary>Permission denied.</summary>
    public const int EACCES = -13;

    /// <summary>An offset is too large.</summary>
    public const int EOVERFLOW = -75;

    /// <summary>No such entry: nothing is mapped there.</summary>
    public const int ENOENT = -2;

    /// <summary>Interrupted by a signal.</summary>
    public const int EINTR = -4;

    /// <summary>No such process.</summary>
    public const int ESRCH = -3;

    /// <summary>Try again.</summary>
    public const int EAGAIN = -11;

    /// <summary>What is to be printed for one object is more than a buffer of fixed size takes.</summary>
    public const int E2BIG = -7;

    /// <summary>Something is there already.</summary>
    public const int EEXIST = -17;

    /// <summary>Somebody else has it.</summary>
    public const int EBUSY = -16;

    /// <summary>Out of memory.</summary>
    public const int ENOMEM = -12;

    /// <summary>Nothing of the kind is mapped there.</summary>
    public const int EFAULT = -14;

    /// <summary>The arguments contradict each other.</summary>
    public const int EINVAL = -22;

    /// <summary>It is a file's memory, which cannot be named.</summary>
    public const int EBADF = -9;

    /// <summary>What is wanted does not fit into the buffer.</summary>
    public const int ENAMETOOLONG = -36;
}
