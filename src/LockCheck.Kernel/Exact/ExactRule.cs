namespace LockCheck.Kernel.Exact;

/// <summary>
/// What decides about merges, splits and anon_vmas, a bit each. A test switches one off, and asks which recorded
/// sequence notices.
/// </summary>
[Flags]
public enum ExactRule : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Neighbours with other vm_flags do not merge (is_mergeable_vma).</summary>
    SameFlags = 1ul << 0,

    /// <summary>VM_ACCOUNT and VM_NORESERVE are vm_flags like any other.</summary>
    HiddenFlags = 1ul << 1,

    /// <summary>Neighbours merge only if they map the same struct file.</summary>
    SameFile = 1ul << 2,

    /// <summary>Offsets go on from one to the other.</summary>
    ContiguousOffset = 1ul << 3,

    /// <summary>Two anon_vmas that differ keep neighbours apart (is_mergeable_anon_vma).</summary>
    SameAnonVma = 1ul << 4,

    /// <summary>An anon_vma that a fork child shares with its parent is not handed on.</summary>
    ForkChild = 1ul << 5,

    /// <summary>The two sides of a range are compared with each other too (can_vma_merge_right).</summary>
    BothSides = 1ul << 6,

    /// <summary>Neighbours with another memory policy do not merge.</summary>
    SamePolicy = 1ul << 7,

    /// <summary>Neighbours with another userfaultfd context do not merge.</summary>
    SameUffd = 1ul << 8,

    /// <summary>Neighbours with another anon_name do not merge.</summary>
    SameAnonName = 1ul << 9,

    /// <summary>VM_SPECIAL never merges.</summary>
    Special = 1ul << 10,

    /// <summary>A middle VMA with a close hook is not removed: no merge.</summary>
    CloseOfMiddle = 1ul << 11,

    /// <summary>A next VMA with a close hook is not removed: the one below grows alone.</summary>
    CloseOfNext = 1ul << 12,

    /// <summary>A survivor without an anon_vma takes that of what it absorbs (dup_anon_vma).</summary>
    AnonVmaIsDuplicated = 1ul << 13,

    /// <summary>The heap only grows upwards, and absorbs nothing (VMG_FLAG_JUST_EXPAND).</summary>
    ExpandOnly = 1ul << 14,

    /// <summary>Sticky flags of all that is merged are kept (since 6.19).</summary>
    Sticky = 1ul << 15,

    /// <summary>A first fault takes the anon_vma of a neighbour (find_mergeable_anon_vma).</summary>
    AnonVmaIsReused = 1ul << 16,

    /// <summary>And that even if protections differ (anon_vma_compatible).</summary>
    ReuseAcrossProtections = 1ul << 17,

    /// <summary>mprotect to writable charges, and to read-only gives back what was never touched.</summary>
    AccountFollowsProtection = 1ul << 18,

    /// <summary>Untouched anonymous memory gets the offset of the place that mremap puts it (copy_vma).</summary>
    OffsetFollowsMove = 1ul << 19,

    /// <summary>Memory that is moved or extended brings its anon_vma along.</summary>
    MoveBringsAnonVma = 1ul << 20,

    /// <summary>mremap of several VMAs moves one after the other, gaps included (remap_move, since 6.17).</summary>
    MoveOfSeveral = 1ul << 21,

    /// <summary>A seal is a vm_flag, and makes calls fail (mseal).</summary>
    Seals = 1ul << 22,

    /// <summary>A page beyond the end of its file cannot be touched.</summary>
    EndOfFile = 1ul << 23,

    /// <summary>MLOCK_ONFAULT populates nothing.</summary>
    LockOnFault = 1ul << 24,

    /// <summary>A call that fails in the middle keeps what it has done.</summary>
    PartialEffects = 1ul << 25,

    /// <summary>All of them.</summary>
    All = (1ul << 26) - 1,
}
