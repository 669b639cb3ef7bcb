using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>
/// Misuse and limits of routines, operations and layouts: each is an error that says which one and why.
/// </summary>
public class LimitTests
{
    [Fact]
    public void An_operation_of_more_than_twelve_bytes() =>
        AssertRefused(IssuesLarge, "operation LargeOperation", "24 bytes", "at most 12");

    [Fact]
    public void An_operation_of_twelve_bytes_is_not_too_large() => Assert.Equal([42], Outcomes.Of(IssuesFull));

    [Fact]
    public void An_operation_with_holes() => AssertRefused(IssuesHoled, "Holed has a hole at byte 1 of 8");

    [Fact]
    public void An_operation_with_a_result_of_more_than_sixty_four_bytes() =>
        AssertRefused(IssuesForLarge, "result of LargeResultOperation", "72 bytes", "at most 64");

    [Fact]
    public void A_routine_with_a_result_of_more_than_sixty_four_bytes() =>
        AssertRefused(CallsForLarge, "LimitTests.HandBackLarge", "72 bytes", "at most 64");

    [Fact]
    public void A_condition_of_more_than_eight_bytes() =>
        AssertRefused(WaitsForLarge, "condition LargeCondition", "16 bytes", "most 8");

    [Fact]
    public void Recursion_without_an_end() =>
        AssertRefused(Recurse, "frames of thread t0", "1024 bytes", "LimitTests.Recurse", "recursion without an end");

    [Fact]
    public void Recursion_without_an_end_and_without_a_step() =>
        AssertRefused(RecurseAtOnce, "LimitTests.RecurseAtOnce", "recursion without an end");

    [Fact]
    public void More_threads_than_were_declared() => AssertRefused(SpawnTwo, "more than the 2 threads");

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public void A_model_with_no_thread_or_too_many(int threads)
    {
        var error = Assert.Throws<RoutineException>(() => Explorer.Search(new GridWorld(threads, 1)));
        Assert.Contains($"{threads} threads; it needs 1 to 32", error.Message);
    }

    [Fact]
    public void A_model_may_have_thirty_two_threads()
    {
        var result = Explorer.Sample(new GridWorld(32, 1), runs: 10, seed: 1);
        Assert.Equal((10 * 32, 32), (result.Transitions, result.Depth));
    }

    [Theory]
    [InlineData(65_544)]
    [InlineData(-8)]
    public void Frames_that_a_thread_cannot_address(int bytes)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new VectorLayout().FrameBytes = bytes);
        Assert.Contains("FrameBytes", error.Message);
    }

    [Fact]
    public void A_world_with_holes()
    {
        var error = Assert.Throws<RoutineException>(() => Explorer.Search(new HoledWorld()));
        Assert.Contains("Holed has a hole at byte 1 of 8", error.Message);
        Assert.Contains("Order the fields", error.Message);
    }

    [Fact]
    public void History_and_private_memory_with_holes()
    {
        var layout = new VectorLayout();
        Assert.Throws<RoutineException>(() => layout.Private<Holed>());
        Assert.Throws<RoutineException>(() => layout.History<Holed>("history"));
    }

    [Fact]
    public void A_world_declared_after_history()
    {
        var layout = new VectorLayout();
        layout.History<int>("history");
        Assert.Throws<InvalidOperationException>(() => layout.Shared<int>("late"));
    }

    [Fact]
    public void A_world_of_another_model() => AssertRefused(ReadsOther, "no world of type CounterWorld.Memory");

    [Fact]
    public void Modelled_code_outside_a_step()
    {
        var error = Assert.Throws<InvalidOperationException>(() => ScratchWorld.Number(0));
        Assert.Contains("outside a step", error.Message);
    }

    [Fact]
    public void A_routine_compiled_to_a_class()
    {
        var error = Assert.Throws<RoutineException>(() => FrameType<ClassMachine>.Instance);
        Assert.Contains("ClassMachine was compiled to a class", error.Message);
        Assert.Contains("<Optimize>true</Optimize>", error.Message);
    }

    private static void AssertRefused(Func<Routine> routine, params string[] expected)
    {
        var error = Assert.Throws<RoutineException>(() => Explorer.Search(new ScratchWorld(routine) { Spare = 1 }));
        Assert.All(expected, text => Assert.Contains(text, error.Message));
    }

    private static async Routine IssuesLarge() => await Operation.Issue(default(LargeOperation));

    private static async Routine IssuesFull()
    {
        var sum = await Operation.Issue<FullOperation, long>(new FullOperation(30, 10, 2));
        ScratchWorld.Number(0) = sum;
    }

    private static async Routine IssuesHoled() => await Operation.Issue(default(Holed));

    private static async Routine IssuesForLarge() => await Operation.Issue<LargeResultOperation, NineNumbers>(default);

    private static async Routine CallsForLarge() => await HandBackLarge();

    private static async Routine<NineNumbers> HandBackLarge()
    {
        await Step.At("large");
        return default;
    }

    private static async Routine WaitsForLarge() => await Step.Until("large", default(LargeCondition));

    private static async Routine Recurse()
    {
        await Step.At("down");
        await Recurse();
    }

    private static async Routine RecurseAtOnce() => await RecurseAtOnce();

    private static async Routine SpawnTwo()
    {
        await Step.At("spawn");
        Threads.Spawn(1, ReadsOther);
        Threads.Spawn(2, ReadsOther);
    }

    private static async Routine ReadsOther()
    {
        await Step.At("read");
        CounterWorld.World.Counter++;
    }
}
