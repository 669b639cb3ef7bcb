namespace LockCheck.Engine.Tests.Schedules;

public class ReplayTests
{
    private const int FirstStepLine = 9;

    private static readonly ScheduleFile Torn = Recording.Of(() => new TornWorld()).File;

    [Fact]
    public void A_replay_is_the_recorded_run()
    {
        Func<Model>[] worlds =
        [
            () => new TornWorld(),
            () => new ForkWorld(2),
            () => new ForkWorld(3, oneName: true),
            () => new Worlds.CounterWorld(3, 2),
        ];
        foreach (var world in worlds)
        {
            var recorded = Recording.Of(world);
            var read = ScheduleFile.Parse(recorded.File.ToText());
            var trace = Replay.Run(LoadedModel.Load(world(), countSwitches: true), read);

            Assert.Equal(recorded.Trace.Path, trace.Path);
            Assert.Equal(Flat(recorded.Trace), Flat(trace));
            Assert.Equal(recorded.Trace.Unfinished, trace.Unfinished);
        }
    }

    [Fact]
    public void A_value_choice_is_replayed()
    {
        var trace = Replay.Run(LoadedModel.Load(new TornWorld()), Torn);

        Assert.Equal([new TraceChoice("page full", 2)], trace.Steps[2].Choices);
        Assert.Equal(new PathStep(0, 2), trace.Path[2]);
    }

    [Fact]
    public void A_deadlock_is_replayed()
    {
        var trace = Replay.Run(LoadedModel.Load(new ForkWorld(2)), Recording.Of(() => new ForkWorld(2)).File);

        Assert.True(trace.IsDeadlock);
        Assert.Equal(["ann", "bob"], trace.Unfinished.Select(thread => thread.Thread));
    }

    [Fact]
    public void An_exception_is_replayed()
    {
        var file = Recording.Of(() => new TornWorld(Change.Throws), "exception").File;
        var trace = Replay.Run(LoadedModel.Load(new TornWorld(Change.Throws)), file);

        Assert.Equal("torn\r\nby a writer", trace.Thrown);
    }

    [Fact]
    public void Another_promise_that_breaks_on_the_way_does_not_stop_a_replay()
    {
        // The promise `stale` breaks before the recorded one does, as it may when both are in a model.
        var finding = new Finding(TornWorld.Torn, [new(1, 0), new(0, 0), new(0, 2), new(0, 0)], false);
        Model World() => new TornWorld(Change.StaleOnTheWay);
        var trace = Trace.Of(LoadedModel.Load(World()), finding.Path);
        var file = ScheduleFile.From(trace, finding, "torn after stale", []);

        Assert.Equal([TornWorld.Stale], trace.Steps[1].Reported);
        Assert.Equal([0, 1, 0, 1], trace.Steps.Select(step => step.Details.Count));
        Assert.Equal([TornWorld.Torn], Replay.Run(LoadedModel.Load(World()), file).Reported);
    }

    [Theory]
    [InlineData("OperationRenamed", 4, "reader is at `load_acquire b`")]
    [InlineData("StepAdded", 4, "reader is at `revalidate`")]
    [InlineData("StepRemoved", 2, "the step made the value choices [page full=0]")]
    [InlineData("WriterWaits", 1, "writer is blocked there")]
    [InlineData("WriterRenamed", 1, "no thread has the name writer")]
    [InlineData("WriterTwice", 1, "several threads have the name writer")]
    [InlineData("ChoiceRenamed", 3, "the step made the value choices [buffer full=2]")]
    [InlineData("ChoiceRemoved", 3, "the step made no value choices")]
    [InlineData("ChoiceAdded", 3, "the step made the value choices [page full=2, signal=0]")]
    [InlineData("ChoiceNarrowed", 3, "the engine stopped the step: The recorded choice 2 of `page full`")]
    [InlineData("Repaired", 4, "the step breaks nothing")]
    [InlineData("BreaksAnother", 4, "the step breaks stale")]
    [InlineData("BreaksEarlier", 2, "torn (both values are of one time) is broken here already")]
    [InlineData("CrashesOnTheWay", 2, "racy (two racy accesses in one step) is broken here already")]
    [InlineData("Throws", 4, "the step threw: torn")]
    [InlineData("PropertyGone", 0, "the model checks stale, exception, racy")]
    public void A_changed_model_diverges_at_the_first_step_that_differs(string change, int step, string found)
    {
        var world = new TornWorld(Enum.Parse<Change>(change));
        var error = Assert.Throws<DivergenceException>(() => Replay.Run(LoadedModel.Load(world), Torn));

        Assert.Equal(step, error.StepNumber);
        Assert.Equal(step == 0 ? 3 : FirstStepLine + step - 1, error.LineNumber);
        Assert.Contains(found, error.Found);
        Assert.Contains(found, error.Message);
        Assert.Contains($"(line {error.LineNumber} of the schedule)", error.Message);
        Assert.Contains("Usual cause: ", error.Message);
        Assert.Contains("Record the schedule anew", error.Message);
    }

    [Fact]
    public void Another_exception_is_another_bug()
    {
        var file = Recording.Of(() => new TornWorld(Change.Throws), "exception").File;
        var error = Assert.Throws<DivergenceException>(
            () => Replay.Run(LoadedModel.Load(new TornWorld(Change.ThrowsOtherwise)), file));

        Assert.Equal(4, error.StepNumber);
        Assert.Equal("the step threw: lost", error.Found);
    }

    [Fact]
    public void A_divergence_tells_what_every_thread_is_at()
    {
        var file = Recording.Of(() => new ForkWorld(2)).File;
        var error = Assert.Throws<DivergenceException>(
            () => Replay.Run(LoadedModel.Load(new ForkWorld(2, ordered: true)), file));

        Golden.Matches("replay-diverged", error.Message + "\n");
    }

    [Fact]
    public void A_schedule_that_goes_on_after_its_thread_diverges()
    {
        var above = Forge.Above(Torn.ToText());
        above[FirstStepLine - 2] = "steps: 5";
        above.Add("    5 reader  load b");
        var error = Assert.Throws<DivergenceException>(
            () => Replay.Run(LoadedModel.Load(new TornWorld(Change.Repaired)), ScheduleFile.Parse(Forge.Text(above))));

        Assert.Equal(5, error.StepNumber);
        Assert.Contains("reader has ended", error.Message);
    }

    [Fact]
    public void A_schedule_that_stops_before_its_bug_diverges()
    {
        var deadlock = Forge.Above(Recording.Of(() => new ForkWorld(2)).File.ToText())[..^2];
        deadlock[^1] = "steps: 0";
        var error = Assert.Throws<DivergenceException>(
            () => Replay.Run(LoadedModel.Load(new ForkWorld(2)), ScheduleFile.Parse(Forge.Text(deadlock))));

        Assert.Equal(0, error.StepNumber);
        Assert.Equal(deadlock.Count, error.LineNumber);
        Assert.Equal("a deadlock", error.Expected);
    }

    [Fact]
    public void A_thread_that_got_a_namesake_diverges()
    {
        // The names are those of the run: `ann` alone there is `ann` here, and `ann#0` only beside another ann.
        var file = Recording.Of(() => new ForkWorld(2)).File;
        var above = Forge.Above(file.ToText());
        var step = above.FindIndex(line => line.StartsWith("    1 "));
        above[step] = above[step].Replace("ann  ", "ann#0  ");
        above[step + 1] = above[step + 1].Replace("bob  ", "bob    ");
        var error = Assert.Throws<DivergenceException>(
            () => Replay.Run(LoadedModel.Load(new ForkWorld(2)), ScheduleFile.Parse(Forge.Text(above))));

        Assert.Equal(1, error.StepNumber);
        Assert.Contains("the thread of this step is ann", error.Message);
    }

    private static List<string> Flat(Trace trace) =>
    [
        .. trace.Steps.Select(s =>
            $"{s.Number} {s.Slot} {s.Thread} {s.Operation} {string.Join(',', s.Choices)} {string.Join(',', s.Details)} "
            + $"{s.Drawing} {string.Join(',', s.Reported.Select(p => p.Id))} {s.WasBlocked} {s.WaitedFor} {s.Switch} "
            + $"{s.EndsThread}"),
    ];
}
