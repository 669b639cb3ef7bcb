namespace LockCheck.Kernel;

/// <summary>vma_modify and what mprotect does with its result (protocols.md 3, W-mprotect).</summary>
internal static class VmaModify
{
    private const byte Permissions = 7;

    /// <summary>Gives a range of one VMA a new protection: by a merge, or by splits and a write of the flags.</summary>
    /// <returns>0, or -ENOMEM; splits that were made stay.</returns>
    public static async Routine<int> Protect(Mm mm, Vma vma, int start, int end, byte prot)
    {
        // 1. vma_modify: a neighbour may take the range over, with the flags that it has.
        var outcome = await Isolate(mm, vma, start, end, Wanted(vma, start, prot));
        if (outcome != MergeOutcome.None)
        {
            return outcome == MergeOutcome.Merged ? 0 : Errno.ENOMEM;
        }

        // 2. The flags are written in place.
        await VmaWriteLock.Start(vma);
        await WriteProt(vma, prot);
        return 0;
    }

    /// <summary>Writes the protection of a VMA in place.</summary>
    public static async Routine WriteProt(Vma vma, byte prot)
    {
        await WriterStep.Before(WriterCall.SetProt, vma);
        VmaTree.Touch(vma.Raw.Start, vma.Raw.End);
        vma.Raw.Attributes.Prot = (byte)((vma.Raw.Attributes.Prot & ~Permissions) | prot);
    }

    /// <summary>
    /// Gives a range of one or more VMAs other attributes, and leaves alone what has them: mprotect, madvise, mlock,
    /// mbind, mseal and names, once their checks are passed.
    /// </summary>
    /// <param name="mm">The address space, locked for write.</param>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="wanted">The attributes; its offset and anon_vma mean nothing.</param>
    /// <returns>0, or -ENOMEM at a hole or for want of memory, with earlier parts changed.</returns>
    public static async Routine<int> Change(Mm mm, int start, int end, VmaAttributes wanted)
    {
        while (start < end)
        {
            var vma = VmaTree.Find(mm, start);
            if (vma.IsNone || vma.Raw.Start > start)
            {
                return Errno.ENOMEM;
            }

            int last = Math.Min(end, vma.Raw.End);
            wanted = wanted with
            {
                Pgoff = vma.Raw.Attributes.Pgoff + start - vma.Raw.Start,
                AnonVma = vma.Raw.Attributes.AnonVma,
            };
            if (Differs(vma.Raw.Attributes, wanted))
            {
                var outcome = await Isolate(mm, vma, start, last, wanted);
                if (outcome == MergeOutcome.NoMem)
                {
                    return Errno.ENOMEM;
                }

                if (outcome == MergeOutcome.None)
                {
                    await Write(vma, wanted);
                }
            }

            start = last;
        }

        return 0;
    }

    /// <summary>
    /// vma_modify: a range of one VMA is about to get new attributes. A neighbour that has them takes it over, or the
    /// VMA is split until it is the range.
    /// </summary>
    /// <returns>None if the VMA is the range now, to be changed by the caller; splits that were made stay.</returns>
    public static async Routine<MergeOutcome> Isolate(
        Mm mm, Vma vma, int start, int end, VmaAttributes attributes)
    {
        var outcome = await VmaMerge.MergeExisting(mm, vma, start, end, attributes);
        if (outcome != MergeOutcome.None)
        {
            return outcome;
        }

        // The original object ends up as the middle: the piece below and the piece above are new objects.
        if (start > vma.Raw.Start && await VmaSplit.Split(mm, vma, start, newBelow: true) != 0)
        {
            return MergeOutcome.NoMem;
        }

        if (end < vma.Raw.End && await VmaSplit.Split(mm, vma, end, newBelow: false) != 0)
        {
            return MergeOutcome.NoMem;
        }

        return MergeOutcome.None;
    }

    private static bool Differs(VmaAttributes one, VmaAttributes other) =>
        one.Prot != other.Prot || one.Traits != other.Traits || one.Backing != other.Backing;

    /// <summary>Writes what is new in place, when the VMA is the range.</summary>
    private static async Routine Write(Vma vma, VmaAttributes wanted)
    {
        await VmaWriteLock.Start(vma);
        if (vma.Raw.Attributes.Backing != wanted.Backing)
        {
            await AnonName.Replace(vma, wanted.Backing);
        }
        else
        {
            await WriterStep.Before(WriterCall.SetProt, vma);
        }

        VmaTree.Touch(vma.Raw.Start, vma.Raw.End);
        vma.Raw.Attributes.Prot = wanted.Prot;
        vma.Raw.Attributes.Traits = wanted.Traits;
    }

    private static VmaAttributes Wanted(Vma vma, int start, byte prot)
    {
        var attributes = vma.Raw.Attributes;
        attributes.Pgoff += start - vma.Raw.Start;
        attributes.Prot = (byte)((attributes.Prot & ~Permissions) | prot);
        return attributes;
    }
}
