namespace LockCheck.Kernel.Tests.Support;

/// <summary>What holds of the memory map whenever no write critical section is open.</summary>
internal static class MapInvariants
{
    private const ushort Poison = 0x6B6B;

    /// <summary>Asserts all of it, in the step that runs now.</summary>
    public static void Check()
    {
        var model = KernelModel.Current;
        Assert.Equal(0, Mm.First.Raw.Lock.Writer);
        var mapped = Entries(model);
        var free = FreeList(model);
        Assert.Equal(model.Slab.Count, mapped.Count + free.Count);
        Assert.Empty(mapped.Intersect(free));
        for (var index = 0; index < model.VmaLocks.Count; index++)
        {
            // The commit has released every VMA, and nobody waits for one.
            Assert.Equal(VmaLockFlags.None, model.VmaLocks[index].Flags);
        }
    }

    /// <summary>The tree is sorted and disjoint, and each entry says what its object says.</summary>
    private static HashSet<int> Entries(KernelModel model)
    {
        var objects = new HashSet<int>();
        var end = 0;
        int count = Mm.First.Raw.TreeCount;
        foreach (var (position, entry) in model.Tree.Span().ToArray().Index())
        {
            if (position >= count)
            {
                Assert.Equal(default, entry);
                continue;
            }

            Assert.True(entry.Start >= end && entry.Start < entry.End, $"entry {entry.Start}-{entry.End} after {end}");
            end = entry.End;
            Assert.True(objects.Add(entry.Vma.Value), $"{entry.Vma} is twice in the tree");
            var area = model.Slab[entry.Vma.Index];
            Assert.Equal((entry.Start, entry.End), (area.Start, area.End));
            Assert.Equal(VmaState.Attached, area.State);
        }

        return objects;
    }

    /// <summary>Each free object is on the free list once; it is poison but for its link, except in era C.</summary>
    private static HashSet<int> FreeList(KernelModel model)
    {
        var objects = new HashSet<int>();
        for (var vma = model.Header[0].FreeVma; !vma.IsNone; vma = VmaSlab.NextFree(model, vma))
        {
            Assert.True(objects.Add(vma.Value), $"{vma} is twice on the free list");
            var area = model.Slab[vma.Index];
            Assert.Equal(VmaState.Free, area.State);
            if (model.Settings.Era != VmaLockEra.C)
            {
                AssertPoisoned(area);
            }
        }

        return objects;
    }
    /// <summary>Every field but the first, which a free object needs for its link.</summary>
    public static void AssertPoisoned(in VmArea area)
    {
        var attributes = area.Attributes;
        Assert.Equal(
            (Poison, Poison, Poison, Poison, (byte)0x6B, (byte)0x6B),
            (area.End, attributes.Pgoff, attributes.Backing, attributes.AnonVma, attributes.Prot, attributes.Traits));
    }
}
