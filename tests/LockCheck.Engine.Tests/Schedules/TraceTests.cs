namespace LockCheck.Engine.Tests.Schedules;

public class TraceTests
{
    [Fact]
    public void A_trace_explains_each_step()
    {
        var trace = Recording.Of(() => new TornWorld()).Trace;

        Assert.Equal("a=0 b=0", trace.InitialDrawing);
        Assert.Equal(
            ["1 writer store a", "2 reader load a", "3 reader copy out page full=2", "4 reader load b"],
            trace.Steps.Select(s => string.Join(' ', [s.Number, s.Thread, s.Operation, .. s.Choices])));
        Assert.Equal(["a=1 b=0", "a=1 b=0", "a=1 b=0", "a=1 b=0"], trace.Steps.Select(step => step.Drawing));
        Assert.All(trace.Steps.Take(3), step => Assert.Empty(step.Reported));
        Assert.Equal([TornWorld.Torn], trace.Reported);
        Assert.Equal(["a is 1, b is 0"], trace.Steps[3].Details);
        Assert.True(trace.Shows("torn"));
        Assert.False(trace.Shows("stale"));
        Assert.False(trace.IsDeadlock);
    }

    [Fact]
    public void A_switch_has_a_reason()
    {
        // cat takes fork 2 and could go on; bob takes fork 1 and waits for cat; ann takes fork 0.
        var trace = Run(new ForkWorld(3), 2, 1, 0);

        Assert.Null(trace.Steps[0].Switch);
        Assert.Equal(new TraceSwitch("cat", SwitchReason.Preempted, ""), trace.Steps[1].Switch);
        Assert.Equal(new TraceSwitch("bob", SwitchReason.Blocked, "fork 2 is held by cat"), trace.Steps[2].Switch);
    }

    [Fact]
    public void A_trace_tells_who_finished_and_who_waited()
    {
        var trace = Run(new ForkWorld(2, ordered: true), 0, 0, 0, 1, 1, 1);

        Assert.Equal(new TraceSwitch("ann", SwitchReason.Finished, ""), trace.Steps[3].Switch);
        Assert.Equal([false, false, true, false, false, true], trace.Steps.Select(step => step.EndsThread));
        Assert.Equal([false, false, false, true, false, false], trace.Steps.Select(step => step.WasBlocked));
        Assert.Equal(["", "", "", "fork 0 is held by ann", "", ""], trace.Steps.Select(step => step.WaitedFor));
        Assert.Empty(trace.Unfinished);
        Assert.Equal("forks bob -", trace.Steps[3].Drawing);
    }

    [Fact]
    public void A_deadlock_tells_who_waits_for_what_and_who_holds_it()
    {
        var trace = Recording.Of(() => new ForkWorld(2)).Trace;

        Assert.True(trace.IsDeadlock);
        Assert.True(trace.Shows(ScheduleFile.Deadlock));
        Assert.Equal(
            [
                new TraceThread(0, "ann", "take fork 1", false, "fork 1 is held by bob", "fork 0"),
                new TraceThread(1, "bob", "take fork 0", false, "fork 0 is held by ann", "fork 1"),
            ],
            trace.Unfinished);
    }

    [Fact]
    public void Threads_with_one_name_are_told_apart_by_their_slots()
    {
        var trace = Recording.Of(() => new ForkWorld(2, oneName: true)).Trace;

        Assert.Equal(["philosopher#0", "philosopher#1"], trace.Steps.Select(step => step.Thread));
        Assert.Equal("philosopher#0", trace.Steps[1].Switch!.From);
        Assert.Equal(["philosopher#0", "philosopher#1"], trace.Unfinished.Select(thread => thread.Thread));
    }

    [Fact]
    public void An_exception_is_part_of_the_trace()
    {
        var trace = Recording.Of(() => new TornWorld(Change.Throws), "exception").Trace;

        Assert.Equal("torn\r\nby a writer", trace.Thrown);
        Assert.Equal([Property.Exception], trace.Reported);
        Assert.False(trace.IsDeadlock);
        Assert.Equal(new TraceThread(0, "reader", "", false, "", ""), trace.Unfinished[0]);
        Assert.Equal("store b", trace.Unfinished[1].Operation);
    }

    [Fact]
    public void A_crash_that_leaves_nobody_able_to_go_on_is_no_deadlock()
    {
        PathStep[] path = [new(0, 0), new(1, 0), new(1, 0), new(0, 2), new(0, 0)];
        var trace = Trace.Of(LoadedModel.Load(new TornWorld(Change.Throws)), path);

        Assert.NotNull(trace.Thrown);
        Assert.Equal("reader", Assert.Single(trace.Unfinished).Thread);
        Assert.False(trace.IsDeadlock);
    }

    [Fact]
    public void A_thread_that_is_left_and_can_go_on_is_no_deadlock()
    {
        var trace = Run(new ForkWorld(2), 0);

        Assert.False(trace.IsDeadlock);
        Assert.Equal([true, true], trace.Unfinished.Select(thread => thread.IsEnabled));
        Assert.Empty(trace.Reported);
    }

    [Theory]
    [InlineData(0, 0, 0, "at step 3, thread ann cannot go on there")]
    [InlineData(0, 0, 7, "at step 3, thread 7, which does not exist, cannot go on there")]
    [InlineData(0, 9, 0, "at step 2, thread bob made other value choices there")]
    public void A_path_of_another_model_is_refused(byte first, ushort choice, byte last, string expected)
    {
        PathStep[] path = [new(first, 0), new(1, choice), new(last, 0)];
        var error = Assert.Throws<NondeterminismException>(
            () => Trace.Of(LoadedModel.Load(new ForkWorld(2)), path));
        Assert.Contains(expected, error.Message);
    }

    private static Trace Run(Model model, params byte[] slots) =>
        Trace.Of(LoadedModel.Load(model), [.. slots.Select(slot => new PathStep(slot, 0))]);
}
