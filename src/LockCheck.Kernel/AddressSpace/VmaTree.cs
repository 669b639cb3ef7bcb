namespace LockCheck.Kernel;

/// <summary>The VMA tree: a map from ranges of pages to VMA objects, in address order (protocols.md 1.6).</summary>
/// <remarks>
/// Under the mmap_lock only its contents matter. Its range and the fields of the object it maps to are separate: they
/// differ inside a write critical section.
/// </remarks>
internal static class VmaTree
{
    /// <summary>Whether the running thread may look into the tree and the VMAs: I10's first clause.</summary>
    public static bool IsGuarded(KernelModel model, Mm mm)
    {
        return MmapLock.IsHeld(model, mm, Threads.Self)
            && (model.Mms.Field(mm.Index, WorldFields.LockWriter) != 0 || model.MmUsers.IsPositive(mm.Index));
    }

    /// <summary>As <see cref="IsGuarded"/>, and it is a violation if not.</summary>
    public static bool Guarded(Mm mm)
    {
        var model = KernelModel.Current;
        if (!MmapLock.IsUsable(model, mm))
        {
            return false;
        }

        if (!IsGuarded(model, mm))
        {
            model.Events.Misuse(Misuse.Unprotected, Threads.Self);
            return false;
        }

        return true;
    }

    /// <summary>An entry by its position.</summary>
    public static ref TreeEntry At(Mm mm, int position) => ref KernelModel.Current.TreeOf(mm)[position];

    /// <summary>The tree as its leaf has it.</summary>
    public static TreeSlots SlotsOf(Mm mm) => new(KernelModel.Current.TreeOf(mm).Span()[..mm.TreeCount]);

    /// <summary>find_vma: the object of the first entry that ends after a page.</summary>
    public static Vma Find(Mm mm, int page)
    {
        var position = Position(mm, page);
        return position < mm.TreeCount ? At(mm, position).Vma : Vma.None;
    }

    /// <summary>vma_prev: the object of the last entry that ends at or before a page.</summary>
    public static Vma FindBefore(Mm mm, int page)
    {
        var position = Position(mm, page);
        return position > 0 ? At(mm, position - 1).Vma : Vma.None;
    }

    /// <summary>Whether a page of a range is mapped.</summary>
    public static bool IsMapped(Mm mm, int start, int end)
    {
        var first = Find(mm, start);
        return !first.IsNone && first.Raw.Start < end;
    }

    /// <summary>
    /// One tree store: maps a range to an object, or to nothing. It replaces everything in the range, and entries that
    /// stick out keep what lies outside.
    /// </summary>
    public static void Store(Mm mm, int start, int end, Vma vma)
    {
        var tree = KernelModel.Current.TreeOf(mm).Span();
        int count = mm.TreeCount;
        var first = Position(mm, start);
        var last = first;
        var head = default(TreeEntry);
        var tail = default(TreeEntry);
        for (; last < count && tree[last].Start < end; last++)
        {
            if (tree[last].Start < start)
            {
                head = tree[last] with { End = (ushort)start };
            }

            if (tree[last].End > end)
            {
                tail = tree[last] with { Start = (ushort)end };
            }
        }

        var put = (head.Vma.IsNone ? 0 : 1) + (vma.IsNone ? 0 : 1) + (tail.Vma.IsNone ? 0 : 1);
        var grown = count + put - (last - first);
        if (grown > tree.Length)
        {
            throw new RoutineException(
                $"The VMA tree has room for {tree.Length} entries. Raise KernelSettings.SpareVmas.");
        }

        tree[last..count].CopyTo(tree[(first + put)..]);
        if (grown < count)
        {
            tree[grown..count].Clear();
        }

        Put(tree, ref first, head);
        Put(tree, ref first, new TreeEntry { Start = (ushort)start, End = (ushort)end, Vma = vma });
        Put(tree, ref first, tail);
        mm.TreeCount = (ushort)grown;

        if (mm == Mm.First)
        {
            // An entry that sticks out belongs to a VMA that is not any more what it was.
            Touch(head.Vma.IsNone ? start : head.Start, tail.Vma.IsNone ? end : tail.End);
        }
    }

    /// <summary>
    /// Tells the monitors that the open write critical section changes the VMAs of the first mm in a range.
    /// </summary>
    public static void Touch(int start, int end)
    {
        var model = KernelModel.Current;
        if (model.IsWriteSectionOpen())
        {
            model.Events.Touched(start, end);
        }
    }

    private static void Put(Span<TreeEntry> tree, ref int at, TreeEntry entry)
    {
        if (!entry.Vma.IsNone)
        {
            tree[at++] = entry;
        }
    }

    /// <summary>The position of the first entry that ends after a page, by bisection.</summary>
    private static int Position(Mm mm, int page)
    {
        var tree = KernelModel.Current.TreeOf(mm).Span();
        var low = 0;
        int high = mm.TreeCount;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tree[middle].End <= page)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
