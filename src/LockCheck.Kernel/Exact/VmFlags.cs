namespace LockCheck.Kernel.Exact;

/// <summary>vm_flags of x86-64, Linux 6.18 (include/linux/mm.h), with the names of the kernel.</summary>
[Flags]
public enum VmFlags : ulong
{
    /// <summary>VM_NONE.</summary>
    None = 0,

    /// <summary>VM_READ.</summary>
    Read = 0x1,

    /// <summary>VM_WRITE.</summary>
    Write = 0x2,

    /// <summary>VM_EXEC.</summary>
    Exec = 0x4,

    /// <summary>VM_SHARED.</summary>
    Shared = 0x8,

    /// <summary>VM_MAYREAD.</summary>
    MayRead = 0x10,

    /// <summary>VM_MAYWRITE.</summary>
    MayWrite = 0x20,

    /// <summary>VM_MAYEXEC.</summary>
    MayExec = 0x40,

    /// <summary>VM_MAYSHARE: what maps shows as <c>s</c>.</summary>
    MayShare = 0x80,

    /// <summary>VM_GROWSDOWN: a stack.</summary>
    GrowsDown = 0x100,

    /// <summary>VM_UFFD_MISSING.</summary>
    UffdMissing = 0x200,

    /// <summary>VM_PFNMAP.</summary>
    PfnMap = 0x400,

    /// <summary>VM_MAYBE_GUARD, since 6.19 only: the range may hold guard markers.</summary>
    MaybeGuard = 0x800,

    /// <summary>VM_UFFD_WP.</summary>
    UffdWp = 0x1000,

    /// <summary>VM_LOCKED.</summary>
    Locked = 0x2000,

    /// <summary>VM_IO.</summary>
    Io = 0x4000,

    /// <summary>VM_SEQ_READ: MADV_SEQUENTIAL.</summary>
    SeqRead = 0x8000,

    /// <summary>VM_RAND_READ: MADV_RANDOM.</summary>
    RandRead = 0x1_0000,

    /// <summary>VM_DONTCOPY: MADV_DONTFORK.</summary>
    DontCopy = 0x2_0000,

    /// <summary>VM_DONTEXPAND: mremap may not make it longer.</summary>
    DontExpand = 0x4_0000,

    /// <summary>VM_LOCKONFAULT: MLOCK_ONFAULT.</summary>
    LockOnFault = 0x8_0000,

    /// <summary>VM_ACCOUNT: its pages are charged against the commit limit.</summary>
    Account = 0x10_0000,

    /// <summary>VM_NORESERVE: MAP_NORESERVE.</summary>
    NoReserve = 0x20_0000,

    /// <summary>VM_HUGETLB.</summary>
    HugeTlb = 0x40_0000,

    /// <summary>VM_WIPEONFORK.</summary>
    WipeOnFork = 0x200_0000,

    /// <summary>VM_DONTDUMP.</summary>
    DontDump = 0x400_0000,

    /// <summary>VM_SOFTDIRTY, where the kernel has it.</summary>
    SoftDirty = 0x800_0000,

    /// <summary>VM_MIXEDMAP.</summary>
    MixedMap = 0x1000_0000,

    /// <summary>VM_HUGEPAGE.</summary>
    HugePage = 0x2000_0000,

    /// <summary>VM_NOHUGEPAGE: MADV_NOHUGEPAGE, and MAP_STACK.</summary>
    NoHugePage = 0x4000_0000,

    /// <summary>VM_MERGEABLE: MADV_MERGEABLE.</summary>
    Mergeable = 0x8000_0000,

    /// <summary>VM_DROPPABLE.</summary>
    Droppable = 1ul << 40,

    /// <summary>VM_UFFD_MINOR.</summary>
    UffdMinor = 1ul << 41,

    /// <summary>VM_SEALED: mseal.</summary>
    Sealed = 1ul << 42,

    /// <summary>VM_ACCESS_FLAGS.</summary>
    Access = Read | Write | Exec,

    /// <summary>What an ordinary mapping may become.</summary>
    MayAll = MayRead | MayWrite | MayExec,

    /// <summary>VM_LOCKED_MASK.</summary>
    LockedMask = Locked | LockOnFault,

    /// <summary>VM_SPECIAL: never merges.</summary>
    Special = Io | DontExpand | PfnMap | MixedMap,

    /// <summary>__VM_UFFD_FLAGS.</summary>
    Uffd = UffdMissing | UffdWp | UffdMinor,
}
