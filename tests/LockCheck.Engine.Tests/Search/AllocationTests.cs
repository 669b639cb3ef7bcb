using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>
/// The inner loop allocates nothing: a search twice as long allocates no more than a few objects more.
/// </summary>
public class AllocationTests
{
    private const long SmallConstantBytes = 4096;
    private const int Measurements = 5;

    public static readonly TheoryData<string> Names = [.. Worlds().Select(world => world.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_transition_allocates_nothing(string name)
    {
        var (_, small, large) = Worlds().Single(world => world.Name == name);
        foreach (var options in new SearchOptions[]
        {
            new() { SelfCheckEvery = 0 },
            new() { SelfCheckEvery = 0, DepthFirst = true },
            new() { SelfCheckEvery = 0, Preemptions = 2 },
        })
        {
            // Whatever is made once, such as frame types and labels, is made in the first round.
            Measure(small, options);
            Measure(large, options);
            var (fewer, fewerBytes) = Measure(small, options);
            var (more, moreBytes) = Measure(large, options);
            Assert.True(more >= 2 * fewer, $"{fewer} and {more} transitions");
            Assert.True(
                moreBytes - fewerBytes < SmallConstantBytes,
                $"{fewer} transitions allocate {fewerBytes} bytes, {more} allocate {moreBytes}");
        }
    }

    /// <summary>
    /// The least of a few measurements: a collection that a test beside this one causes counts what is left of the
    /// thread's allocation buffer (8 KiB) as well. What a transition allocates is in each of them.
    /// </summary>
    private static (long Transitions, long Bytes) Measure(Func<Model> make, SearchOptions options) =>
        Enumerable.Range(0, Measurements).Select(_ => MeasureOnce(make, options)).MinBy(measured => measured.Bytes);

    private static (long Transitions, long Bytes) MeasureOnce(Func<Model> make, SearchOptions options)
    {
        var world = make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Explorer.Search(world, options);
        return (result.Transitions, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static IEnumerable<(string Name, Func<Model> Small, Func<Model> Large)> Worlds() =>
    [
        ("grid", () => new GridWorld(4, 9), () => new GridWorld(4, 18)),
        ("counter", () => new CounterWorld(2, 6), () => new CounterWorld(2, 9)),
        ("peterson", () => new PetersonWorld(2, true), () => new PetersonWorld(20, true)),
        ("philosophers", () => new PhilosopherWorld(3, 4, true), () => new PhilosopherWorld(3, 12, true)),
        ("tickets", () => new TicketWorld(3, 2, TicketLock.Correct), () => new TicketWorld(3, 8, TicketLock.Correct)),
        ("choices", () => new ScratchWorld(() => Toss(20)), () => new ScratchWorld(() => Toss(200))),
    ];

    private static async Routine Toss(int times)
    {
        for (; times > 0; times--)
        {
            await Step.At("toss");
            ScratchWorld.Number(times % 2) = Choose.Value(5, "side") + (Choose.Either("again") ? 1 : 0);
        }
    }
}
