using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Exact;

/// <summary>do_mmap and mmap_region (mm/mmap.c, mm/vma.c, 6.18). Addresses are in bytes.</summary>
internal static class MmapCall
{
    private const int Shift = ExactSpace.PageShift;

    /// <summary>The address, or an error.</summary>
    public static long Map(
        ExactSpace space, ulong address, ulong length, Prot prot, MapFlags flags, MappedFile? file, long pgoff)
    {
        if (length == 0)
        {
            return Errno.EINVAL;
        }

        var pages = ExactSpace.PagesOf(length);
        if (pages == 0 || pages > ExactSpace.PagesMax || space.Count > space.Rules.MapCountMax)
        {
            return Errno.ENOMEM;
        }

        var isFixed = (flags & (MapFlags.Fixed | MapFlags.FixedNoReplace)) != 0;
        if (isFixed && ExactSpace.IsUnaligned(address))
        {
            return address > ExactSpace.BytesMax - length ? Errno.ENOMEM : Errno.EINVAL;
        }

        var start = isFixed ? (long)(address >> Shift) : space.FindGap(address, pages);
        if (start < 0 || start > ExactSpace.PagesMax - pages)
        {
            return Errno.ENOMEM;
        }

        var end = start + pages;
        if ((flags & MapFlags.FixedNoReplace) != 0 && space.Vmas.Find(start) is { } there && there.Start < end)
        {
            return Errno.EEXIST;
        }

        var vmFlags = FlagsOf(prot, flags, file);
        var error = WhyNot(file, flags, prot);
        if (error == 0)
        {
            error = VmaRemoval.Unmap(space, start, end);
        }

        if (error != 0)
        {
            return error;
        }

        var isShared = (flags & MapFlags.Shared) != 0;
        file ??= isShared ? space.NewSharedAnonymous(pages) : null;
        Insert(space, start, end, vmFlags, file, file is null ? start : isShared && IsAnonymous(flags) ? 0 : pgoff);
        if ((vmFlags & VmFlags.Locked) != 0 ||
            (flags & (MapFlags.Populate | MapFlags.NonBlock)) == MapFlags.Populate)
        {
            _ = PageTouch.PopulateLocked(space, start, end, tryAll: true);
        }

        return start << Shift;
    }

    /// <summary>Merges a range into its neighbours, or makes a VMA of it.</summary>
    public static ExactVma Insert(
        ExactSpace space, long start, long end, VmFlags flags, MappedFile? file, long pgoff, bool expandOnly = false)
    {
        var next = space.Vmas.Find(start);
        var prev = next is null ? space.Vmas.Last : next.Prev;
        var range = new VmaFacts
        {
            Exists = true,
            Start = start,
            End = end,
            Flags = flags,
            File = file?.Id ?? 0,
            Pgoff = pgoff,
        };
        var merged = VmaEdit.MergeNew(space, prev, next, range, expandOnly: expandOnly);
        if (merged is null)
        {
            // The driver's hook has its say when the merge has been tried.
            merged = new ExactVma(start, end, flags | (file?.HookFlags ?? 0), file, pgoff);
            if ((merged.Flags & VmFlags.Special) != 0)
            {
                merged.Flags &= ~VmFlags.LockedMask;
            }

            space.Vmas.Insert(merged);
        }

        return merged;
    }

    private static bool IsAnonymous(MapFlags flags) => (flags & MapFlags.Anonymous) != 0;

    private static int WhyNot(MappedFile? file, MapFlags flags, Prot prot)
    {
        var isShared = (flags & MapFlags.Shared) != 0;
        if (isShared == ((flags & MapFlags.Private) != 0))
        {
            return Errno.EINVAL;
        }

        if (isShared && file is { IsWritable: false } && (prot & Prot.Write) != 0)
        {
            return Errno.EACCES;
        }

        return (flags & MapFlags.GrowsDown) != 0 && (isShared || file is not null) ? Errno.EINVAL : 0;
    }

    /// <summary>The vm_flags of a new mapping: calc_vm_prot_bits, calc_vm_flag_bits, accountable_mapping.</summary>
    private static VmFlags FlagsOf(Prot prot, MapFlags flags, MappedFile? file)
    {
        var result = ((VmFlags)prot & VmFlags.Access) | VmFlags.MayAll;
        result |= (flags & MapFlags.GrowsDown) != 0 ? VmFlags.GrowsDown : 0;
        result |= (flags & MapFlags.Locked) != 0 ? VmFlags.Locked : 0;
        result |= (flags & MapFlags.Stack) != 0 ? VmFlags.NoHugePage : 0;
        result |= (flags & MapFlags.NoReserve) != 0 ? VmFlags.NoReserve : 0;
        if ((flags & MapFlags.Shared) != 0)
        {
            result |= VmFlags.Shared | VmFlags.MayShare;
            if (file is { IsWritable: false })
            {
                result &= ~(VmFlags.Shared | VmFlags.MayWrite);
            }
        }

        return (result & (VmFlags.NoReserve | VmFlags.Shared | VmFlags.Write)) == VmFlags.Write
            ? result | VmFlags.Account
            : result;
    }
}
