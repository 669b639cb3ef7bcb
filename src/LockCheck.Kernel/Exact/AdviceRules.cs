namespace LockCheck.Kernel.Exact;

/// <summary>madvise_vma_behavior: what an advice makes of the flags of one VMA, or why it may not.</summary>
internal static class AdviceRules
{
    /// <summary>0 with the flags that the VMA is to get, or an error.</summary>
    public static int Apply(ExactRules rules, ExactVma vma, Advice advice, ref VmaChange change)
    {
        if (vma.IsSealed && rules.Has(ExactRule.Seals) && IsDiscard(advice) && !MayDiscard(vma))
        {
            return Errno.EPERM;
        }

        var flags = vma.Flags;
        var error = WhyNot(vma, advice);
        change = change with
        {
            Flags = advice switch
            {
                Advice.Normal => flags & ~(VmFlags.RandRead | VmFlags.SeqRead),
                Advice.Sequential => (flags & ~VmFlags.RandRead) | VmFlags.SeqRead,
                Advice.Random => (flags & ~VmFlags.SeqRead) | VmFlags.RandRead,
                Advice.DontFork => flags | VmFlags.DontCopy,
                Advice.DoFork => flags & ~VmFlags.DontCopy,
                Advice.WipeOnFork => flags | VmFlags.WipeOnFork,
                Advice.KeepOnFork => flags & ~VmFlags.WipeOnFork,
                Advice.DontDump => flags | VmFlags.DontDump,
                Advice.DoDump => flags & ~VmFlags.DontDump,
                Advice.Mergeable => IsMergeable(flags) ? flags | VmFlags.Mergeable : flags,
                Advice.Unmergeable => flags & ~VmFlags.Mergeable,
                Advice.HugePage => (flags & ~VmFlags.NoHugePage) | VmFlags.HugePage,
                Advice.NoHugePage => (flags & ~VmFlags.HugePage) | VmFlags.NoHugePage,
                _ => flags,
            },
        };
        return error;
    }

    private static int WhyNot(ExactVma vma, Advice advice)
    {
        const VmFlags Mapped = VmFlags.PfnMap | VmFlags.HugeTlb;
        var flags = vma.Flags;
        var isRefused = advice switch
        {
            Advice.DoFork => (flags & VmFlags.Io) != 0,
            Advice.DoDump => (flags & (VmFlags.Special | VmFlags.Droppable)) != 0,
            Advice.WipeOnFork => vma.File is not null || (flags & VmFlags.Shared) != 0,
            Advice.KeepOnFork => (flags & VmFlags.Droppable) != 0,
            Advice.Cold or Advice.PageOut => (flags & (VmFlags.Locked | Mapped)) != 0,
            Advice.DontNeed => (flags & (VmFlags.Locked | VmFlags.PfnMap)) != 0,
            Advice.DontNeedLocked => (flags & VmFlags.PfnMap) != 0,
            Advice.Free => (flags & (VmFlags.Locked | VmFlags.PfnMap)) != 0 || !vma.IsAnonymous,
            Advice.Remove => (flags & VmFlags.Locked) != 0 || vma.File is null,
            _ => false,
        };
        const VmFlags SharedMayWrite = VmFlags.Shared | VmFlags.MayWrite;
        return isRefused ? Errno.EINVAL
            : advice == Advice.Remove && (flags & SharedMayWrite) != SharedMayWrite ? Errno.EACCES
            : 0;
    }

    /// <summary>vma_ksm_compatible.</summary>
    private static bool IsMergeable(VmFlags flags) => (flags & (VmFlags.Shared | VmFlags.MayShare | VmFlags.Special |
        VmFlags.HugeTlb | VmFlags.Droppable)) == 0;

    private static bool IsDiscard(Advice advice) => advice is Advice.Free or Advice.DontNeed or Advice.DontNeedLocked
        or Advice.Remove or Advice.DontFork or Advice.WipeOnFork;

    /// <summary>
    /// can_madvise_modify: a sealed VMA's contents may go if a file has them, or if its owner could overwrite them
    /// anyway.
    /// </summary>
    private static bool MayDiscard(ExactVma vma) => !vma.IsAnonymous || (vma.Flags & VmFlags.Write) != 0;
}
