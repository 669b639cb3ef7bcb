using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>
/// A search by several workers says what a search by one says, to the last count and step; so does one that runs every
/// step instead of looking it up.
/// </summary>
public class SearchWorkersTests
{
    private static readonly int[] Several = [2, 3, 5];

    private static int s_hidden;

    private static readonly Dictionary<string, Func<Model>> Worlds = new(StringComparer.Ordinal)
    {
        ["counter"] = () => new CounterWorld(3, 3),
        ["crashing"] = () => new CrashingWorld(),
        ["graph"] = () => new GraphWorld(GraphWorld.Draw(5, 3, 4_000)),
        ["grid"] = () => new GridWorld(5, 6),
        ["grid of one"] = () => new GridWorld(1, 90),
        ["peterson"] = () => new PetersonWorld(3, turnFirst: true),
        ["philosophers"] = () => new PhilosopherWorld(4, 2, lastIsRightHanded: false),
        ["polite philosophers"] = () => new PhilosopherWorld(4, 2, lastIsRightHanded: true),
        ["seqlock"] = () => new SeqlockWorld(3, 2, validates: false),
        ["tickets"] = () => new TicketWorld(3, 2, TicketLock.LoadThenStore),
        ["joiner"] = () => new ScratchWorld(JoinsTheSecond, Quiet),
        ["onlooker"] = () => new ScratchWorld(LooksAtTheSecond, Quiet),
        ["spawner"] = () => new ScratchWorld(Spawns, Quiet, Spawns) { Spare = 2 },
        ["chooser"] = () => new ScratchWorld(ChoosesOfForty, ChoosesOfForty),
        ["first choice crashes"] = () => new ScratchWorld(CrashesOrStores, ComparesLater),
    };

    public static TheoryData<string> Names => [.. Worlds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_whole_space(string name) => AssertSame(Worlds[name], new SearchOptions());

    [Theory]
    [MemberData(nameof(Names))]
    public void Up_to_the_first_violation(string name) =>
        AssertSame(Worlds[name], new SearchOptions { StopAtFirst = true });

    /// <summary>Where a limit ends the search, everything behind the state that passes it counts for nothing.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Up_to_a_number_of_states(string name)
    {
        var states = Explorer.Search(Worlds[name]()).States;
        foreach (var most in new[] { 1, 2, 17, states / 3, states - 1, states, states + 1 }.Where(most => most > 0))
        {
            foreach (var stops in new[] { false, true })
            {
                var result = AssertSame(Worlds[name], new SearchOptions { MaxStates = most, StopAtFirst = stops });
                Assert.True(stops || result.States == Math.Min(most, states));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void With_a_bound_on_preemptions(string name) =>
        AssertSame(Worlds[name], new SearchOptions { Preemptions = 2 });

    [Fact]
    public void Random_programs()
    {
        var (findings, states) = (0, 0L);
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var length = seed % 10 == 0 ? 9 : 5;
            var whole = AssertSame(() => new RandomProgram(seed, length), new SearchOptions { SelfCheckEvery = 7 });
            AssertSame(
                () => new RandomProgram(seed, length),
                new SearchOptions { StopAtFirst = true, MaxStates = 1 + (whole.States * (long)(seed % 7) / 5) });
            findings += whole.Findings.Count;
            states = Math.Max(states, whole.States);
        }

        // They are worth comparing: most show something, and some are large.
        Assert.True(findings > 200 && states > 3_000, $"{findings} findings, {states} states");
    }

    /// <summary>
    /// Of a state with more successors than wait at a time, none is lost: depth first, they share a stack.
    /// </summary>
    [Fact]
    public void A_state_may_have_many_successors()
    {
        foreach (var depthFirst in new[] { false, true })
        {
            var result = Explorer.Search(Worlds["chooser"](), new SearchOptions { DepthFirst = depthFirst });
            Assert.Equal((41 * 41, 2 * 40 * 41), (result.States, result.Transitions));
        }
    }

    /// <summary>
    /// The second thread takes three steps that change nothing of the world; only its status shows its end.
    /// </summary>
    [Fact]
    public void What_a_step_sees_of_other_threads_is_their_status()
    {
        var joined = Explorer.Search(Worlds["joiner"](), new SearchOptions { SelfCheckEvery = 1 });
        Assert.Equal((Verdict.VerifiedWithinBounds, 5, 1), (joined.Verdict, joined.States, joined.TerminalStates));
        Assert.Equal([1, 2], Outcomes.Of(LooksAtTheSecond, Quiet));
    }

    [Fact]
    public void A_step_whose_first_choice_crashes_keeps_the_number_of_the_second()
    {
        var findings = Explorer.Search(Worlds["first choice crashes"]()).Findings;
        var broken = Assert.Single(findings, found => found.Property == ScratchWorld.Promise);
        Assert.Equal(
            [new PathStep(1, 0), new PathStep(0, 1), new PathStep(1, 0)], broken.Path);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Hidden_state_is_caught(int workers)
    {
        var world = new ScratchWorld(Hides, Counts, Counts, Counts, Counts);
        Assert.Throws<NondeterminismException>(
            () => Explorer.Search(world, new SearchOptions { Workers = workers, SelfCheckEvery = 50 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_error_in_the_model_reaches_the_caller(int workers)
    {
        var world = new ScratchWorld(Forgets, Counts, Counts, Counts, Counts);
        var error = Assert.Throws<RoutineException>(
            () => Explorer.Search(world, new SearchOptions { Workers = workers }));
        Assert.Contains("was not awaited yet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_workers_can_be_interrupted()
    {
        using var source = new CancellationTokenSource();
        var options = new SearchOptions { Workers = 3, Progress = _ => source.Cancel() };
        var result = Explorer.Search(new GridWorld(6, 9), options, source.Token);
        Assert.Equal((Verdict.Inconclusive, "interrupted"), (result.Verdict, result.CutBy));
        Assert.InRange(result.States, 1, 999_999);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(SearchOptions.WorkersMax + 1)]
    public void There_is_a_worker_and_there_are_not_too_many(int workers) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Explorer.Search(new CounterWorld(2, 1), new SearchOptions { Workers = workers }));

    private static SearchResult AssertSame(Func<Model> world, SearchOptions options)
    {
        var one = Explorer.Search(world(), options);
        SameSearch.Assert(one, Explorer.Search(world(), options with { Memoize = false }));
        foreach (var workers in Several)
        {
            SameSearch.Assert(one, Explorer.Search(world(), options with { Workers = workers }));
        }

        SameSearch.Assert(one, Explorer.Search(world(), options with { Workers = 2, Memoize = false }));
        if (one.CutBy is null)
        {
            SameSearch.AssertSameStates(one, Explorer.Search(world(), options with { DepthFirst = true }));
        }

        return one;
    }

    private static async Routine JoinsTheSecond() => await Threads.Join(ThreadId.Of(1));

    private static async Routine LooksAtTheSecond()
    {
        await Step.At("look");
        ScratchWorld.Number(0) = Stepper.Current.StatusOf(ThreadId.Of(1)) == ThreadStatus.Finished ? 1 : 2;
    }

    private static async Routine Quiet()
    {
        for (var i = 0; i < 3; i++)
        {
            await Step.At("quiet");
        }
    }

    private static async Routine Spawns()
    {
        await Step.At("spawn");
        await Threads.Join(Threads.Spawn(3, Counts));
        await Step.At("joined");
    }

    private static async Routine Hides()
    {
        await Step.At("hide");
        ScratchWorld.Number(7) = Interlocked.Increment(ref s_hidden);
    }

    private static async Routine Forgets()
    {
        await Step.Until("full", default(IsFull));
        _ = Step.At("forgotten");
        await Step.At("next");
    }

    private static async Routine Counts()
    {
        for (var i = 0; i < 5; i++)
        {
            await Step.At("count");
            ScratchWorld.Number(Threads.Self.Index)++;
        }
    }

    private static async Routine ChoosesOfForty()
    {
        await Step.At("choose");
        ScratchWorld.Number(Threads.Self.Index) = Choose.Value(40, "value");
    }

    private static async Routine CrashesOrStores()
    {
        await Step.At("crash or store");
        if (!Choose.Either("store"))
        {
            Stepper.Current.Report(ScratchWorld.Crash);
        }

        ScratchWorld.Number(0) = 7;
    }

    private static async Routine ComparesLater()
    {
        await Step.At("look");
        var before = ScratchWorld.Number(0);
        await Step.At("look again");
        if (before == 0 && ScratchWorld.Number(0) == 7)
        {
            Stepper.Current.Report(ScratchWorld.Promise);
        }
    }

    private readonly record struct IsFull : ICondition
    {
        public bool Holds(StateView state) => ScratchWorld.NumberIn(state, 1) + ScratchWorld.NumberIn(state, 2) == 10;
    }
}
