using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Tests.Exact;

/// <summary>What holds of an address space whatever is called.</summary>
public class ExactSpaceTests
{
    private const ulong Page = ExactSpace.PageBytes;
    private const Prot ReadWrite = Prot.Read | Prot.Write;
    private const MapFlags Fixed = MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_called_VMAs_lie_in_order_and_are_found(int seed)
    {
        var random = new Random(seed);
        var space = new ExactSpace(ExactRules.Linux618);
        for (var call = 0; call < 4000; call++)
        {
            Call(space, random);
            if (call % 50 == 0)
            {
                Check(space);
            }
        }

        Assert.True(space.Count > 100);
    }

    [Fact]
    public void Untouched_neighbours_with_the_same_flags_always_merge()
    {
        var space = new ExactSpace(ExactRules.Linux618);
        var random = new Random(5);
        for (var call = 0; call < 4000; call++)
        {
            var start = (ulong)random.Next(1, 200) * Page;
            var prot = random.Next(2) == 0 ? Prot.Read : ReadWrite;
            Assert.Equal((long)start, space.Mmap(start, (ulong)random.Next(1, 9) * Page, prot, Fixed));
            for (var vma = space.First; vma?.Next is { } next; vma = next)
            {
                Assert.False(vma.End == next.Start && vma.Flags == next.Flags);
            }
        }
    }

    [Fact]
    public void A_seal_fails_munmap_and_leaves_the_split_that_was_made()
    {
        var space = new ExactSpace(ExactRules.Linux618);
        space.Mmap(16 * Page, 4 * Page, ReadWrite, Fixed);
        Assert.Equal(0, space.Mseal(18 * Page, Page));
        Assert.Equal(3, space.Count);
        Assert.Equal(Errno.EPERM, space.Munmap(17 * Page, 3 * Page));
        Assert.Equal(4, space.Count);
    }

    [Fact]
    public void The_heap_starts_a_VMA_of_its_own_above_one_that_ends_where_it_starts()
    {
        var space = new ExactSpace(ExactRules.Linux618) { StartBrk = 32 * Page, Brk = 32 * Page };
        space.Mmap(30 * Page, 2 * Page, ReadWrite, Fixed);
        Assert.Equal(34 * Page, space.SetBrk(34 * Page));
        Assert.Equal(2, space.Count);
        Assert.Equal(35 * Page, space.SetBrk(35 * Page));
        Assert.Equal(2, space.Count);
        Assert.Equal(33 * Page, space.SetBrk(33 * Page));
        Assert.Equal(33 * Page, space.SetBrk(31 * Page));
    }

    [Fact]
    public void A_child_shares_no_anon_vma_of_its_own_with_its_parent()
    {
        var parent = new ExactSpace(ExactRules.Linux618);
        parent.Mmap(16 * Page, 4 * Page, ReadWrite, Fixed);
        parent.Madvise(16 * Page, 4 * Page, Advice.PopulateWrite);
        var child = parent.Fork();
        Assert.Equal(1, parent.First!.ChainLength);
        Assert.Equal(2, child.First!.ChainLength);
        Assert.NotEqual(parent.First.Anon, child.First.Anon);
    }

    [Fact]
    public void Too_many_VMAs_are_refused()
    {
        var space = new ExactSpace(ExactRules.Linux618 with { MapCountMax = 3 });
        space.Mmap(16 * Page, 9 * Page, ReadWrite, Fixed);
        Assert.Equal(0, space.Mprotect(17 * Page, Page, Prot.Read));
        Assert.Equal(Errno.ENOMEM, space.Mprotect(20 * Page, Page, Prot.Read));
        Assert.Equal(Errno.ENOMEM, space.Munmap(20 * Page, Page));
        Assert.Equal(0, space.Munmap(24 * Page, Page));
    }

    private static void Call(ExactSpace space, Random random)
    {
        var start = (ulong)random.Next(1, 4000) * Page;
        var length = (ulong)random.Next(1, 30) * Page;
        _ = random.Next(7) switch
        {
            0 => space.Munmap(start, length),
            1 => space.Mprotect(start, length, (Prot)random.Next(8)),
            2 => space.Madvise(start, length, Advice.PopulateWrite),
            3 => space.Mremap(
                start,
                length,
                (ulong)random.Next(1, 30) * Page,
                RemapFlags.MayMove | RemapFlags.Fixed,
                (ulong)random.Next(1, 4000) * Page),
            4 => space.Madvise(start, length, Advice.DontFork),
            _ => space.Mmap(start, length, (Prot)random.Next(8), Fixed),
        };
    }

    private static void Check(ExactSpace space)
    {
        var count = 0;
        for (var vma = space.First; vma is not null; vma = vma.Next)
        {
            Assert.True(vma.Start < vma.End);
            Assert.True(vma.Next is null || (vma.End <= vma.Next.Start && vma.Next.Prev == vma));
            Assert.Same(vma, space.Find((ulong)vma.Start * Page));
            Assert.Same(vma, space.Find((ulong)(vma.End - 1) * Page));
            count++;
        }

        Assert.Equal(space.Count, count);
    }
}
