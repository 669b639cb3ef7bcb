namespace LockCheck.Kernel;

/// <summary>
/// The first write to private memory, as far as it changes a VMA: __vmf_anon_prepare gives it an anon_vma, under the
/// mmap_lock for read. Nothing that readers report changes, but what the VMA may merge with.
/// </summary>
internal static class FirstWrite
{
    /// <summary>Gives the VMAs of a range that have none an anon_vma.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="anonVma">The anon_vma.</param>
    /// <returns>0.</returns>
    public static async Routine<int> Prepare(int start, int end, ushort anonVma)
    {
        var mm = Mm.First;
        await mm.Lock.Read();
        await WriterStep.Before(WriterCall.PrepareAnonVma, start, end);
        for (var vma = VmaTree.Find(mm, start); !vma.IsNone && vma.Raw.Start < end;)
        {
            ref var attributes = ref vma.Raw.Attributes;
            attributes.AnonVma = attributes.AnonVma == 0 ? anonVma : attributes.AnonVma;
            vma = VmaTree.Find(mm, vma.Raw.End);
        }

        await mm.Lock.ReadUnlock();
        return 0;
    }
}
