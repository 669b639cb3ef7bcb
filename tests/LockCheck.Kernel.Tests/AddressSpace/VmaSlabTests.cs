using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>The slab of VMA objects: last freed, first reused; free objects are poison; it does not grow.</summary>
public class VmaSlabTests
{
    [Fact]
    public void A_layout_takes_the_first_objects_and_new_ones_follow() => Run(() =>
    {
        Assert.Equal([3, 4, 5], [Allocate(), Allocate(), Allocate()]);
    });

    [Fact]
    public void The_last_one_freed_is_the_next_one_allocated() => Run(() =>
    {
        Assert.Equal([3, 4, 5], [Allocate(), Allocate(), Allocate()]);
        Free(3, 5, 4);
        Assert.Equal([4, 5, 3, 6], [Allocate(), Allocate(), Allocate(), Allocate()]);
    });

    [Fact]
    public void A_free_object_is_poison() => Run(() =>
    {
        var vma = VmaSlab.Allocate(Mm.First);
        vma.Raw.Start = 1;
        vma.Raw.End = 2;
        vma.Raw.Attributes = new VmaAttributes(3, 4, 5, 6, 7);
        VmaSlab.Free(vma);
        Assert.Equal(VmaState.Free, vma.Raw.State);
        MapInvariants.AssertPoisoned(vma.Raw);
    });

    [Fact]
    public void A_fresh_object_is_detached_poison_without_a_trace_of_the_free_list() => Run(() =>
    {
        Free(Allocate());
        var vma = VmaSlab.Allocate(Mm.First);
        Assert.Equal(VmaState.Detached, vma.Raw.State);
        Assert.Equal(0x6B6B, vma.Raw.Start);
        MapInvariants.AssertPoisoned(vma.Raw);
    });

    [Fact]
    public void Equal_histories_of_frees_make_equal_states() => Run(() =>
    {
        var before = KernelModel.Current.Slab.Span().ToArray();
        Free(Allocate());
        Assert.Equal(before, KernelModel.Current.Slab.Span().ToArray());
    });

    [Fact]
    public void An_empty_slab_is_an_error_that_says_what_to_raise()
    {
        var settings = Settings(new ScriptActor("thread", AllocateForEver));
        var error = Assert.Throws<RoutineException>(() => Lab.Search(settings));
        Assert.Contains("needs more than its 6 VMA objects", error.Message);
        Assert.Contains("Raise KernelSettings.SpareVmas", error.Message);
    }

    [Fact]
    public void A_call_that_needs_more_objects_than_there_are_says_so()
    {
        var settings = Settings(new WriterActor("writer", () => MemoryCalls.Mprotect(1, 2, 4), 1)) with
        {
            SpareVmas = 1,
        };
        Assert.Contains("SpareVmas", Assert.Throws<RoutineException>(() => Lab.Search(settings)).Message);
    }

    private static void Run(Action work)
    {
        t_work = work;
        var settings = Settings(new ScriptActor("thread", Work));
        Lab.AssertNoFailure(settings, Lab.Search(settings));
    }

    [ThreadStatic]
    private static Action? t_work;

    private static async Routine Work()
    {
        await Operation.Issue(new UserStep(UserCall.Open));
        t_work!();
    }

    private static async Routine AllocateForEver()
    {
        while (true)
        {
            await Operation.Issue(new UserStep(UserCall.Open));
            VmaSlab.Allocate(Mm.First);
        }
    }

    private static KernelSettings Settings(Actor actor) => Lab.Settings("0-4r 4-8w", actor) with { SpareVmas = 4 };

    private static int Allocate() => VmaSlab.Allocate(Mm.First).Value;

    private static void Free(params int[] objects)
    {
        foreach (var number in objects)
        {
            VmaSlab.Free(new Vma((ushort)number));
        }
    }
}
