namespace LockCheck.Kernel.Exact;

/// <summary>A VMA of an <see cref="ExactSpace"/>. Addresses and offsets are in pages.</summary>
public sealed class ExactVma
{
    internal ExactVma(long start, long end, VmFlags flags, MappedFile? file, long pgoff)
    {
        (Start, End, Flags, File, Pgoff) = (start, end, flags, file, pgoff);
        HasClose = file?.HasClose ?? false;
    }

    /// <summary>The first page.</summary>
    public long Start { get; internal set; }

    /// <summary>One past the last page.</summary>
    public long End { get; internal set; }

    /// <summary>vm_flags.</summary>
    public VmFlags Flags { get; internal set; }

    /// <summary>vm_file, or none.</summary>
    public MappedFile? File { get; }

    /// <summary>vm_pgoff.</summary>
    public long Pgoff { get; internal set; }

    /// <summary>The anon_vma, or none.</summary>
    public AnonVma? Anon { get; internal set; }

    /// <summary>The memory policy, 0 for that of the task.</summary>
    public int Policy { get; internal set; }

    /// <summary>The userfaultfd context, 0 for none.</summary>
    public int Uffd { get; internal set; }

    /// <summary>The anon_name, 0 for none.</summary>
    public int AnonName { get; internal set; }

    /// <summary>Whether <c>vm_ops->close</c> is set.</summary>
    public bool HasClose { get; internal set; }

    /// <summary>The VMA above, or none.</summary>
    public ExactVma? Next { get; internal set; }

    /// <summary>The VMA below, or none.</summary>
    public ExactVma? Prev { get; internal set; }

    /// <summary>anon_vma_chain, the oldest first.</summary>
    internal AnonVma[] Chain { get; set; } = [];

    /// <summary>How many anon_vmas its chain has.</summary>
    public int ChainLength => Chain.Length;

    /// <summary>vma_is_anonymous: no vm_ops.</summary>
    public bool IsAnonymous => File is null;

    /// <summary>Whether a write makes a private copy, which needs an anon_vma.</summary>
    internal bool IsPrivate => (Flags & VmFlags.Shared) == 0;

    internal bool IsSealed => (Flags & VmFlags.Sealed) != 0;

    // VmaTreap's links.
    internal ExactVma? Lower;
    internal ExactVma? Upper;
    internal uint Priority;

    /// <summary>What decides its merges.</summary>
    public VmaFacts Facts => new()
    {
        Exists = true,
        Start = Start,
        End = End,
        Pgoff = Pgoff,
        Flags = Flags,
        File = File?.Id ?? 0,
        AnonVma = Anon?.Id ?? 0,
        IsForkChild = Anon is not null && Chain.Length != 1,
        Policy = Policy,
        Uffd = Uffd,
        AnonName = AnonName,
        HasClose = HasClose,
    };

    /// <summary>vm_area_dup, without the anon_vma.</summary>
    internal ExactVma Copy() => new(Start, End, Flags, File, Pgoff)
    {
        Policy = Policy,
        Uffd = Uffd,
        AnonName = AnonName,
        HasClose = HasClose,
    };
}
