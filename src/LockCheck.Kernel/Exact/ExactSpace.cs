using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Exact;

/// <summary>
/// The address space of one process, with real addresses, as Linux 6.18 on x86-64 keeps it: which VMAs there are after
/// each call, to the flag, and what the call returns. Addresses and lengths are in bytes, errors are negative.
/// </summary>
/// <remarks>
/// Calls run one after the other; how they race with readers is the business of <see cref="KernelModel"/>, which
/// decides its merges by the same <see cref="MergeDecision"/>. Not modelled: limits other than vm.max_map_count, huge
/// pages, protection keys, shadow stacks, guard markers, and which pages are there: a fault is what it does to a VMA.
/// </remarks>
public sealed class ExactSpace
{
    /// <summary>A page, in bytes.</summary>
    public const ulong PageBytes = 1 << PageShift;

    /// <summary>The binary logarithm of a page.</summary>
    public const int PageShift = 12;

    /// <summary>TASK_SIZE in pages: 47 bits less a page.</summary>
    internal const long PagesMax = (1L << (47 - PageShift)) - 1;

    /// <summary>TASK_SIZE in bytes.</summary>
    internal const ulong BytesMax = (ulong)PagesMax << PageShift;

    /// <summary>vm.mmap_min_addr, in pages.</summary>
    private const long LowestPage = 16;

    private readonly Identities _identities;

    /// <summary>An empty address space.</summary>
    /// <param name="rules">The kernel's rules.</param>
    public ExactSpace(ExactRules rules)
        : this(rules, new Identities())
    {
    }

    private ExactSpace(ExactRules rules, Identities identities) => (Rules, _identities) = (rules, identities);

    /// <summary>The kernel's rules.</summary>
    public ExactRules Rules { get; }

    /// <summary>How many VMAs there are.</summary>
    public int Count => Vmas.Count;

    /// <summary>The lowest VMA, or none; the others follow by <see cref="ExactVma.Next"/>.</summary>
    public ExactVma? First => Vmas.First;

    /// <summary>mm->start_brk.</summary>
    public ulong StartBrk { get; set; }

    /// <summary>mm->brk, where the heap ends.</summary>
    public ulong Brk { get; set; }

    /// <summary>Where the kernel looks for room, downwards (mm->mmap_base).</summary>
    public ulong MmapBase { get; set; } = BytesMax;

    internal VmaTreap Vmas { get; } = new();

    /// <summary>Whether the next store into the tree finds no memory.</summary>
    internal bool FailsNextStore { get; set; }

    /// <summary>A struct file for later calls, with an identity of its own.</summary>
    /// <param name="name">What maps shows.</param>
    /// <param name="pages">Its length in pages.</param>
    public MappedFile Open(string name, long pages) => new(_identities.NextFile(), name, pages);

    /// <summary>As <see cref="Open(string, long)"/>, of another kind.</summary>
    /// <param name="make">Makes the file from its identity.</param>
    public MappedFile Open(Func<long, MappedFile> make) => make(_identities.NextFile());

    /// <summary>The first VMA that ends after an address, or none.</summary>
    public ExactVma? Find(ulong address) => Vmas.Find((long)(address >> PageShift));

    /// <summary>mmap: the address, or an error.</summary>
    /// <param name="address">The place, or a hint.</param>
    /// <param name="length">The length.</param>
    /// <param name="prot">The protection; its Shared means nothing here.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="file">The file, or none for anonymous memory.</param>
    /// <param name="pgoff">The offset in pages.</param>
    public long Mmap(ulong address, ulong length, Prot prot, MapFlags flags, MappedFile? file = null, long pgoff = 0) =>
        MmapCall.Map(this, address, length, prot, flags, file, pgoff);

    /// <summary>munmap.</summary>
    public int Munmap(ulong address, ulong length) =>
        IsUnaligned(address) || length == 0 || !TryRange(address, length, out var start, out var end)
            ? Errno.EINVAL
            : VmaRemoval.Unmap(this, start, end);

    /// <summary>mprotect.</summary>
    public int Mprotect(ulong address, ulong length, Prot prot) => ProtectCall.Protect(this, address, length, prot);

    /// <summary>mremap: the new address, or an error.</summary>
    public long Mremap(
        ulong address, ulong oldLength, ulong newLength, RemapFlags flags = RemapFlags.None, ulong newAddress = 0) =>
        RemapCall.Remap(this, address, oldLength, newLength, flags, newAddress);

    /// <summary>madvise.</summary>
    public int Madvise(ulong address, ulong length, Advice advice) =>
        AdviseCall.Advise(this, address, length, advice);

    /// <summary>prctl(PR_SET_VMA_ANON_NAME): a name's identity, or 0 to take it away.</summary>
    public int NameAnonymous(ulong address, ulong length, int name) => AdviseCall.Name(this, address, length, name);

    /// <summary>mlock, and mlock2(MLOCK_ONFAULT).</summary>
    public int Mlock(ulong address, ulong length, bool onFault) =>
        LockCall.Lock(this, address, length, onFault ? VmFlags.LockedMask : VmFlags.Locked);

    /// <summary>munlock.</summary>
    public int Munlock(ulong address, ulong length) => LockCall.Lock(this, address, length, VmFlags.None);

    /// <summary>mseal.</summary>
    public int Mseal(ulong address, ulong length) => SealCall.Seal(this, address, length);

    /// <summary>mbind: a policy's identity, or 0 for the task's.</summary>
    public int Mbind(ulong address, ulong length, int policy) => PolicyCall.Bind(this, address, length, policy);

    /// <summary>UFFDIO_REGISTER with a context's identity and VM_UFFD flags.</summary>
    public int RegisterUffd(ulong address, ulong length, int context, VmFlags mode) =>
        UffdCall.Set(this, address, length, context, mode);

    /// <summary>UFFDIO_UNREGISTER.</summary>
    public int UnregisterUffd(ulong address, ulong length) =>
        UffdCall.Set(this, address, length, 0, VmFlags.None);

    /// <summary>brk: where the heap ends then.</summary>
    public ulong SetBrk(ulong address) => BrkCall.Set(this, address);

    /// <summary>
    /// fork: the child's address space (dup_mmap, kernel/fork.c; anon_vma_fork, mm/rmap.c). Nothing merges on the way.
    /// </summary>
    public ExactSpace Fork()
    {
        var child = new ExactSpace(Rules, _identities)
        {
            StartBrk = StartBrk,
            Brk = Brk,
            MmapBase = MmapBase,
        };
        for (var vma = First; vma is not null; vma = vma.Next)
        {
            if ((vma.Flags & VmFlags.DontCopy) != 0)
            {
                continue;
            }

            var copy = vma.Copy();
            copy.Uffd = 0;
            copy.Flags &= ~(VmFlags.Uffd | VmFlags.LockedMask);
            if ((vma.Flags & VmFlags.WipeOnFork) == 0)
            {
                AnonVma.Fork(copy, vma, NewAnonVma);
            }

            child.Vmas.Insert(copy);
        }

        return child;
    }

    /// <summary>The same VMAs once more, for a call that may have to be taken back.</summary>
    internal ExactSpace Duplicate()
    {
        var copy = new ExactSpace(Rules, _identities)
        {
            StartBrk = StartBrk,
            Brk = Brk,
            MmapBase = MmapBase,
        };
        for (var vma = First; vma is not null; vma = vma.Next)
        {
            var same = vma.Copy();
            AnonVma.Clone(same, vma);
            copy.Vmas.Insert(same);
        }

        return copy;
    }

    /// <summary>exit_mmap: every VMA goes, and leaves its anon_vmas.</summary>
    internal void Clear()
    {
        while (First is { } vma)
        {
            Drop(vma);
        }
    }

    internal static bool IsUnaligned(ulong address) => (address & (PageBytes - 1)) != 0;

    /// <summary>A length in pages, rounded up; 0 for one that wraps around, as PAGE_ALIGN has it.</summary>
    internal static long PagesOf(ulong length) => (long)(unchecked(length + PageBytes - 1) >> PageShift);

    /// <summary>The pages of a range that is not empty and lies in user space.</summary>
    internal static bool TryRange(ulong address, ulong length, out long start, out long end)
    {
        start = (long)(address >> PageShift);
        end = start + PagesOf(length);
        return end > start && end <= PagesMax;
    }

    internal AnonVma NewAnonVma(AnonVma? parent) => new(_identities.NextAnonVma(), parent);

    internal MappedFile NewSharedAnonymous(long pages) =>
        new(_identities.NextFile(), "/dev/zero (deleted)", pages) { IsShmem = true };

    /// <summary>A VMA goes: its anon_vmas are unlinked.</summary>
    internal void Drop(ExactVma vma)
    {
        AnonVma.Unlink(vma);
        Vmas.Remove(vma);
    }

    /// <summary>Whether a page of a range is not mapped.</summary>
    internal bool HasHole(long start, long end)
    {
        for (var vma = Vmas.Find(start); start < end; vma = vma.Next)
        {
            if (vma is null || vma.Start > start)
            {
                return true;
            }

            start = vma.End;
        }

        return false;
    }

    /// <summary>Whether a range with a hole is refused before anything is done: only without the rule.</summary>
    internal bool IsRefusedWhole(long start, long end) => !Rules.Has(ExactRule.PartialEffects) && HasHole(start, end);

    /// <summary>
    /// The first page of a gap: at the hint if there is room, and else the highest below mmap_base; or -1.
    /// </summary>
    internal long FindGap(ulong hint, long pages)
    {
        var wanted = (long)(hint >> PageShift);
        if (wanted > 0 && wanted <= PagesMax - pages && (Vmas.Find(wanted) is not { } there ||
            there.Start >= wanted + pages))
        {
            return wanted;
        }

        var end = (long)(MmapBase >> PageShift);
        var next = Vmas.Find(end);
        for (var vma = next is null ? Vmas.Last : next.Start < end ? next : next.Prev; ; vma = vma.Prev)
        {
            var start = vma?.End ?? LowestPage;
            if (end - start >= pages)
            {
                return end - pages;
            }

            if (vma is null)
            {
                return -1;
            }

            end = vma.Start;
        }
    }

    /// <summary>The numbers of files and anon_vmas, which processes share.</summary>
    private sealed class Identities
    {
        private long _files;
        private long _anonVmas;

        public long NextFile() => ++_files;

        public long NextAnonVma() => ++_anonVmas;
    }
}
