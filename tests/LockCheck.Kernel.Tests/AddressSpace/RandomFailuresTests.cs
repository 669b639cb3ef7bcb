using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// Random system calls on random layouts, with each allocation failing in a branch of its own: what a failed call may
/// leave behind, page by page, and a sound tree and slab in every branch.
/// </summary>
public class RandomFailuresTests
{
    private const int Pages = 12;

    [Fact]
    public void A_failed_call_leaves_what_it_may_leave()
    {
        var failures = 0;
        for (var seed = 0UL; seed < 250; seed++)
        {
            var random = new RandomCalls(seed);
            var settings = Lab.Settings(random.Layout(Pages)) with { Faults = Faults.NoMem };
            var call = random.Next(PageMap.Of(settings.Layout, BackingNames.Of(settings.Layout)));
            settings = settings with { Actors = [new WriterActor("writer", () => Make(call), 1)] };
            failures += Lab.Outcomes(settings).Count(outcome => outcome == "-ENOMEM");
        }

        Assert.True(failures > 100, $"only {failures} calls failed");
    }

    private static async Routine<int> Make(MemoryCall call)
    {
        var error = await call.Run();
        MapInvariants.Check();
        var model = KernelModel.Current;
        var before = PageMap.Of(model.Settings.Layout, model.Names);
        Assert.True(
            IsAllowed(before, call, error), $"{model.Settings.Layout} after {call}, {error}: {MapText.Now()}");
        Notes.Add(error == Errno.ENOMEM ? "-ENOMEM" : "");
        return error;
    }

    private static bool IsAllowed(PageMap before, MemoryCall call, int error)
    {
        var whole = before.Copy();
        if (error == whole.Apply(call) && Is(whole))
        {
            return true;
        }

        return error == Errno.ENOMEM && call.Kind switch
        {
            // Earlier VMAs changed, later ones not.
            CallKind.Mprotect => Enumerable.Range(call.Start, call.End - call.Start)
                .Any(end => IsAfter(before, call with { End = (ushort)end })),

            // Nothing happened, or a real gap is left.
            CallKind.MapFixedNew or CallKind.MapFixedOld =>
                Is(before) || IsAfter(before, call with { Kind = CallKind.Munmap }),
            _ => Is(before),
        };
    }

    private static bool IsAfter(PageMap before, MemoryCall call)
    {
        var after = before.Copy();
        after.Apply(call);
        return Is(after);
    }

    private static bool Is(PageMap expected) => expected.FirstDifference(PageMap.Now()) < 0;
}
