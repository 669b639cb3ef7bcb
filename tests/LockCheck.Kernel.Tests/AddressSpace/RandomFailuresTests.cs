using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// Random system calls on random layouts, with each allocation failing in a branch of its own: what a failed call may
/// leave behind, page by page, and a sound tree and slab in every branch.
/// </summary>
public class RandomFailuresTests
{
    private const int Pages = 12;

    [Theory]
    [InlineData(0, 250, 5, 100)]
    [InlineData(3000, 1000, 16, 300)]
    public void A_failed_call_leaves_what_it_may_leave(int firstSeed, int seeds, int kinds, int failuresMin)
    {
        var failures = 0;
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            var random = new RandomCalls((ulong)seed, kinds);
            var settings = Lab.Settings(random.Layout(Pages)) with { Faults = Faults.NoMem };
            var names = BackingNames.Of(settings.Layout, settings.AnonNames);
            var call = random.Next(PageMap.Of(settings.Layout, names));
            settings = settings with { Actors = [new WriterActor("writer", () => Make(call), 1)] };
            failures += Lab.Outcomes(settings).Count(outcome => outcome == "-ENOMEM");
        }

        Assert.True(failures > failuresMin, $"only {failures} calls failed");
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

        // A source that cannot be cut out stays, and the call has succeeded all the same.
        if (error == 0 && call.Kind is CallKind.MremapMove or CallKind.MremapFixed)
        {
            return IsWithSource(before, call);
        }

        // A stack that finds no memory does not grow, and the fault is a SIGSEGV.
        if (call.Kind == CallKind.StackFault && error == Errno.EFAULT)
        {
            return Is(before);
        }

        return error == Errno.ENOMEM && call.Kind switch
        {
            // Earlier VMAs changed, later ones not.
            CallKind.Mprotect => Enumerable.Range(call.Start, call.End - call.Start)
                .Any(end => IsAfter(before, call with { End = (ushort)end })),
            CallKind.AnonName => Enumerable.Range(call.Start, call.End - call.Start)
                .Any(end => IsAfter(before, call with { End = (ushort)end })),

            // Nothing happened, or a real gap is left.
            CallKind.MapFixedNew or CallKind.MapFixedOld =>
                Is(before) || IsAfter(before, call with { Kind = CallKind.Munmap }),
            CallKind.MremapFixed or CallKind.MremapDontUnmap =>
                Is(before) || IsAfter(before, new MemoryCall(CallKind.Munmap, call.To, call.ToEnd, 0)),
            _ => Is(before),
        };
    }

    private static bool IsWithSource(PageMap before, MemoryCall call)
    {
        var after = before.Copy();
        after.Apply(call);
        for (int page = call.Start; page < call.End; page++)
        {
            after[page] = before[page];
        }

        return Is(after);
    }

    private static bool IsAfter(PageMap before, MemoryCall call)
    {
        var after = before.Copy();
        after.Apply(call);
        return Is(after);
    }

    private static bool Is(PageMap expected) => expected.FirstDifference(PageMap.Now()) < 0;
}
