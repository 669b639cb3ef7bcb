using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>State that hides outside the vector is caught when a path is run again, and the place is named.</summary>
public class SelfCheckTests
{
    private static readonly SearchOptions EveryState = new() { SelfCheckEvery = 1 };

    private static int s_hidden;
    private static int s_starts;
    private static int s_startsOfSearch;

    public SelfCheckTests() => (s_hidden, s_starts, s_startsOfSearch) = (0, 0, 0);

    /// <summary>Gets whether the model has been started anew since this was first asked: a path is run again.</summary>
    private static bool IsAgain
    {
        get
        {
            s_startsOfSearch = s_startsOfSearch == 0 ? s_starts : s_startsOfSearch;
            return s_starts != s_startsOfSearch;
        }
    }

    [Fact]
    public void A_hidden_number_in_the_world_names_the_region()
    {
        var error = Assert.Throws<NondeterminismException>(
            () => Explorer.Search(new ScratchWorld(StoreHidden), EveryState));
        Assert.Contains("is not deterministic: the same 1 steps led to two different states, in `world`, byte 16",
            error.Message);
        Assert.Contains("static field", error.Message);
    }

    [Fact]
    public void A_hidden_number_in_a_local_names_the_thread()
    {
        var error = Assert.Throws<NondeterminismException>(
            () => Explorer.Search(new ScratchWorld(Innocent, KeepHidden), EveryState));
        Assert.Contains("in thread t1, byte", error.Message);
    }

    [Fact]
    public void A_hidden_number_in_private_memory_names_the_thread()
    {
        var error = Assert.Throws<NondeterminismException>(
            () => Explorer.Search(new ScratchWorld(StorePrivately), EveryState));
        Assert.Contains("in thread t0, byte 24", error.Message);
    }

    [Fact]
    public void A_hidden_number_that_decides_the_path_names_the_thread()
    {
        var error = Assert.Throws<NondeterminismException>(
            () => Explorer.Search(new ScratchWorld(Innocent, WaitHidden), EveryState));
        Assert.Contains("step of thread t1 that is not enabled", error.Message);
    }

    [Fact]
    public void A_hidden_number_that_decides_how_many_choices_there_are_names_the_thread()
    {
        var error = Assert.Throws<NondeterminismException>(
            () => Explorer.Search(new ScratchWorld(ChooseHidden), EveryState));
        Assert.Contains("t0 made other value choices", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void Without_a_check_nothing_is_noticed(int every) => Assert.Equal(
        Verdict.VerifiedWithinBounds,
        Explorer.Search(new ScratchWorld(StoreHidden), new SearchOptions { SelfCheckEvery = every }).Verdict);

    [Fact]
    public void Every_so_many_states_are_checked()
    {
        // The fifth state is the first that differs; every second or fifth check meets it or the ones behind it.
        foreach (var every in new[] { 1, 2, 5 })
        {
            Assert.Throws<NondeterminismException>(() => Explorer.Search(
                new ScratchWorld(StoreHiddenAtLast), new SearchOptions { SelfCheckEvery = every }));
        }
    }

    [Fact]
    public void A_deterministic_model_passes() => Assert.Equal(
        Verdict.VerifiedWithinBounds, Explorer.Search(new TicketWorld(3, 2, TicketLock.Correct), EveryState).Verdict);

    private static async Routine Innocent() => await Step.At("nothing");

    private static async Routine StoreHidden()
    {
        await Step.At("store");
        ScratchWorld.Number(2) = ++s_hidden;
    }

    private static async Routine StoreHiddenAtLast()
    {
        for (var i = 0; i < 4; i++)
        {
            await Step.At("nothing");
        }

        for (var i = 0; i < 4; i++)
        {
            await Step.At("store");
            ScratchWorld.Number(2) = ++s_hidden;
        }
    }

    private static async Routine KeepHidden()
    {
        await Step.At("keep");
        var kept = ++s_hidden;
        await Step.At("use");
        ScratchWorld.Number(0) = kept > 0 ? 1 : 0;
    }

    private static async Routine StorePrivately()
    {
        await Step.At("store");
        Threads.Private<ScratchWorld.Own>().Value = ++s_hidden;
        await Step.At("end");
    }

    private static async Routine WaitHidden()
    {
        s_starts++;
        await Step.Until("wait", default(IsFirst));
    }

    private static async Routine ChooseHidden()
    {
        s_starts++;
        while (true)
        {
            await Step.At("decide");
            ScratchWorld.Number(0) = IsAgain ? 1 : Choose.Value(2, "one");
        }
    }

    private readonly record struct IsFirst : ICondition
    {
        public bool Holds(StateView state) => !IsAgain;
    }
}
