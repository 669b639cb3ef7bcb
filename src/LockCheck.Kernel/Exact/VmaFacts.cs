namespace LockCheck.Kernel.Exact;

/// <summary>
/// What decides a merge of one VMA, or of a range that is to become part of one: the fields that
/// <c>struct vma_merge_struct</c> has of it (mm/vma.h, 6.18). Addresses and offsets are in pages.
/// </summary>
public readonly record struct VmaFacts
{
    /// <summary>Whether there is such a VMA; the default is none.</summary>
    public bool Exists { get; init; }

    /// <summary>The first page.</summary>
    public long Start { get; init; }

    /// <summary>One past the last page.</summary>
    public long End { get; init; }

    /// <summary>The offset of the first page; of private anonymous memory its page number when it was mapped.</summary>
    public long Pgoff { get; init; }

    /// <summary>vm_flags; of a range, those that it is about to get.</summary>
    public VmFlags Flags { get; init; }

    /// <summary>The identity of the struct file, 0 for none.</summary>
    public long File { get; init; }

    /// <summary>The identity of the anon_vma, 0 for none.</summary>
    public long AnonVma { get; init; }

    /// <summary>
    /// Whether it has an anon_vma, and more than one entry in its chain: it was faulted in by a parent before fork
    /// (vma_is_fork_child). Of a range, whether the VMA is one that it is copied from.
    /// </summary>
    public bool IsForkChild { get; init; }

    /// <summary>The identity of the memory policy, 0 for that of the task.</summary>
    public int Policy { get; init; }

    /// <summary>The identity of the userfaultfd context, 0 for none.</summary>
    public int Uffd { get; init; }

    /// <summary>The identity of the anon_name, 0 for none.</summary>
    public int AnonName { get; init; }

    /// <summary>Whether <c>vm_ops->close</c> is set.</summary>
    public bool HasClose { get; init; }
}
