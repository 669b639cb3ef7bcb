using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// Random system calls on 24 pages: after each one every page is what an array of pages says, the tree and the slab are
/// sound, and monitors have heard of all that changed.
/// </summary>
/// <remarks>
/// Where nothing has a close hook and no allocation fails, no two neighbours are left that could be one VMA: each call
/// tries to merge wherever it makes them alike. With a close hook that is not promised (case 7 in place of 6, no merge
/// of a whole VMA that cannot go, and nobody tries again later), nor after a merge that failed for want of memory.
/// </remarks>
public class RandomCallsTests
{
    private static readonly int Kinds = Enum.GetValues<CallKind>().Length;

    private const string Plain = "0-6r 6-9rw 12-20r pages=24";

    private const string Mixed = "0-3r,file=1,pgoff=0 3-5rw,file=1,pgoff=3 5-8r,anon_vma=1 8-10rw,anon_vma=2 "
        + "10-12r,special 14-18rs,file=2,pgoff=7 18-20rws,file=2,pgoff=11 20-22r,growsdown pages=24";

    private const string Hooked =
        "0-4r,close 4-6rw 6-9r,close 10-12rw,close 12-16r,file=1 16-20rw,file=1,close pages=24";

    public static TheoryData<string, int, int, bool> Runs => new()
    {
        { Plain, 1500, 2, true },
        { Plain, 40, 25, true },
        { Mixed, 40, 50, true },
        { Mixed, 400, 3, true },
        { Hooked, 40, 50, false },
        { Hooked, 400, 3, false },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void After_every_call_the_map_is_what_the_pages_say(string layout, int calls, int seeds, bool isMaximal)
    {
        for (var seed = 0; seed < seeds; seed++)
        {
            Run(layout, calls, new PageOracle((ulong)seed, isMaximal));
        }
    }

    /// <summary>
    /// All calls: those after mremap that moves leave neighbours that could be one. A source that stays loses its
    /// anon_vma, a heap does not grow over the next VMA, and neither does a stack over the one below.
    /// </summary>
    [Theory]
    [InlineData(Plain, 2000)]
    [InlineData(Mixed, 100)]
    [InlineData(Hooked, 100)]
    public void Mremap_brk_names_and_stacks_do_to_pages_what_they_say(string layout, int calls)
    {
        for (var seed = 0; seed < 4000 / calls; seed++)
        {
            Run(layout, calls, new PageOracle((ulong)seed, isMaximal: false, Kinds));
        }
    }

    [Fact]
    public void Mremap_merges_wherever_it_can()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            Run(Plain, 60, new PageOracle((ulong)seed, isMaximal: true, (int)CallKind.MremapDontUnmap));
            Run(Mixed, 60, new PageOracle((ulong)seed, isMaximal: true, (int)CallKind.MremapDontUnmap));
        }
    }

    /// <summary>In eras B and C each VMA is locked too, and a store in place has two halves.</summary>
    [Theory]
    [InlineData(VmaLockEra.A)]
    [InlineData(VmaLockEra.B)]
    [InlineData(VmaLockEra.C)]
    public void All_calls_on_any_layout(VmaLockEra era)
    {
        for (var seed = 2000UL; seed < 2100; seed++)
        {
            Run(new RandomCalls(seed).Layout(24), 20, new PageOracle(seed, isMaximal: false, Kinds), era);
        }
    }

    /// <summary>Layouts at random as well; they may start with neighbours that could be one.</summary>
    [Fact]
    public void Any_layout_will_do()
    {
        for (var seed = 1000UL; seed < 1100; seed++)
        {
            Run(new RandomCalls(seed).Layout(24), 20, new PageOracle(seed, isMaximal: false));
        }
    }

    private static void Run(string layout, int calls, PageOracle oracle, VmaLockEra era = VmaLockEra.A)
    {
        var settings = Lab.Settings(layout, new WriterActor("writer", () => Play(calls), 1)) with
        {
            Monitors = [oracle, new MisuseWatch()],
            SpareVmas = 30,
            Era = era,
        };
        Lab.AssertNoFailure(settings, Lab.Search(settings));
        Assert.Equal(calls, oracle.Compared);
    }

    private static async Routine<int> Play(int calls)
    {
        for (; calls > 0; calls--)
        {
            var call = Notes.Current<PageOracle>().Draw();
            var error = await call.Run();
            Notes.Current<PageOracle>().Compare(call, error);
        }

        return 0;
    }
}
