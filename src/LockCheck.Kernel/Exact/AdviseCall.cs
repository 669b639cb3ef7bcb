namespace LockCheck.Kernel.Exact;

/// <summary>madvise (mm/madvise.c, 6.18), and the naming of anonymous memory. Addresses are in bytes.</summary>
internal static class AdviseCall
{
    /// <summary>0, or an error: what came before it stays changed, and behind a hole the walk goes on.</summary>
    public static int Advise(ExactSpace space, ulong address, ulong length, Advice advice)
    {
        var error = RangeOf(address, length, out var start, out var end);
        if (error != 0 || start == end)
        {
            return error;
        }

        return advice is Advice.PopulateRead or Advice.PopulateWrite
            ? PageTouch.Populate(space, start, end, advice == Advice.PopulateWrite)
            : Walk(space, start, end, advice, name: null);
    }

    /// <summary>PR_SET_VMA_ANON_NAME.</summary>
    public static int Name(ExactSpace space, ulong address, ulong length, int name)
    {
        var error = RangeOf(address, length, out var start, out var end);
        return error != 0 || start == end ? error : Walk(space, start, end, Advice.Normal, name);
    }

    private static int RangeOf(ulong address, ulong length, out long start, out long end)
    {
        (start, end) = (0, 0);
        return ExactSpace.IsUnaligned(address) ? Errno.EINVAL
            : length == 0 ? 0
            : ExactSpace.TryRange(address, length, out start, out end) ? 0 : Errno.EINVAL;
    }

    /// <summary>madvise_walk_vmas.</summary>
    private static int Walk(ExactSpace space, long start, long end, Advice advice, int? name)
    {
        if (space.IsRefusedWhole(start, end))
        {
            return Errno.ENOMEM;
        }

        var unmapped = 0;
        for (var vma = space.Vmas.Find(start); ; vma = vma.Next)
        {
            if (vma is null || vma.Start > start)
            {
                unmapped = Errno.ENOMEM;
                if (vma is null || vma.Start >= end)
                {
                    return unmapped;
                }

                start = vma.Start;
            }

            var last = Math.Min(end, vma.End);
            var change = VmaChange.Of(vma);
            var error = name is { } given
                ? NameOf(vma, given, ref change)
                : AdviceRules.Apply(space.Rules, vma, advice, ref change);
            if (error != 0)
            {
                return error;
            }

            if (change != VmaChange.Of(vma))
            {
                (vma, error) = VmaEdit.Modify(space, vma, start, last, change);
                if (error != 0)
                {
                    return Errno.EAGAIN;
                }
            }

            start = vma.End;
            if (start >= end)
            {
                return unmapped;
            }
        }
    }

    private static int NameOf(ExactVma vma, int name, ref VmaChange change)
    {
        if (vma.File is { IsShmem: false })
        {
            return Errno.EBADF;
        }

        change = change with { AnonName = name };
        return 0;
    }
}
