namespace LockCheck.Kernel;

/// <summary>prctl(PR_SET_VMA, PR_SET_VMA_ANON_NAME): a name for anonymous memory (protocols.md 3, W-name).</summary>
public static class AnonName
{
    /// <summary>Names a range of one or more whole or partial VMAs: one commit for the whole call.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="backing">The name's number (<see cref="BackingNames.NumberOf"/>), or 0 to take it away.</param>
    /// <returns>
    /// 0; -EINTR with nothing changed; or with earlier VMAs of the range changed, -EBADF at a file or -ENOMEM. A hole
    /// is -ENOMEM too, and then later VMAs are changed as well.
    /// </returns>
    public static async Routine<int> Set(int start, int end, int backing)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = 0;
        var isUnmapped = false;
        while (start < end && error == 0)
        {
            var vma = VmaTree.Find(mm, start);
            isUnmapped |= vma.IsNone || vma.Raw.Start > start;
            if (vma.IsNone || vma.Raw.Start >= end)
            {
                break;
            }

            start = Math.Max(start, vma.Raw.Start);
            int last = Math.Min(end, vma.Raw.End);
            error = await Name(mm, vma, start, last, (ushort)backing);
            start = last;
        }

        await mm.Lock.WriteUnlock();
        return error == 0 && isUnmapped ? Errno.ENOMEM : error;
    }

    private static async Routine<int> Name(Mm mm, Vma vma, int start, int end, ushort backing)
    {
        const byte Shared = 8;
        var attributes = vma.Raw.Attributes;
        if (KernelModel.Current.Names.IsFile(attributes.Backing) || (attributes.Prot & Shared) != 0)
        {
            return Errno.EBADF;
        }

        if (attributes.Backing == backing)
        {
            return 0;
        }

        // 1. vma_modify: a neighbour of that name may take the range over; if not, the range becomes a VMA of its own.
        attributes.Pgoff += start - vma.Raw.Start;
        attributes.Backing = backing;
        var outcome = await VmaModify.Isolate(mm, vma, start, end, attributes);
        if (outcome != MergeOutcome.None)
        {
            return outcome == MergeOutcome.Merged ? 0 : Errno.ENOMEM;
        }

        // 2. The pointer is replaced, and the reference to the old name put.
        await VmaWriteLock.Start(vma);
        await Replace(vma, backing);
        return 0;
    }

    /// <summary>replace_anon_vma_name: the reference to the old name is put.</summary>
    /// <param name="vma">The VMA, locked for write.</param>
    /// <param name="backing">The new name's number, or 0.</param>
    internal static async Routine Replace(Vma vma, ushort backing)
    {
        await WriterStep.Before(WriterCall.SetName, vma);
        VmaTree.Touch(vma.Raw.Start, vma.Raw.End);
        BackingCounts.Get(KernelModel.Current, backing);
        BackingCounts.Put(KernelModel.Current, vma.Raw.Attributes.Backing);
        vma.Raw.Attributes.Backing = backing;
    }
}
