namespace LockCheck.Engine.Tests.Schedules;

public class ScheduleFileTests
{
    private static readonly Finding Torn = Recording.Of(() => new TornWorld()).Finding;

    [Fact]
    public void A_schedule_with_choices_reads_well() =>
        Golden.Matches("schedule-torn", Recording.Of(() => new TornWorld()).File.ToText());

    [Fact]
    public void A_deadlock_reads_well() =>
        Golden.Matches("schedule-deadlock", Recording.Of(() => new ForkWorld(3, oneName: true)).File.ToText());

    [Fact]
    public void An_exception_reads_well() =>
        Golden.Matches(
            "schedule-exception", Recording.Of(() => new TornWorld(Change.Throws), "exception").File.ToText());

    [Fact]
    public void What_is_written_is_read_back()
    {
        foreach (var written in All())
        {
            var read = ScheduleFile.Parse(written.ToText());

            Assert.Equal(written.ToText(), read.ToText());
            Assert.Equal(
                (written.About, written.Breaks, written.IsShortest, written.Thrown, written.IsDeadlock),
                (read.About, read.Breaks, read.IsShortest, read.Thrown, read.IsDeadlock));
            Assert.Equal(written.Head, read.Head);
            Assert.Equal(written.Steps.Select(Flat), read.Steps.Select(Flat));
        }
    }

    [Fact]
    public void Head_lines_keep_their_order_and_may_repeat()
    {
        var file = ScheduleFile.Parse(Recording.Of(() => new TornWorld()).File.ToText());

        Assert.Equal([("world", "small"), ("layout", "0-4r 4-8w"), ("layout", "8-9r")], file.Head);
        Assert.Equal(["0-4r 4-8w", "8-9r"], file.Values("layout"));
        Assert.Empty(file.Values("writer"));
    }

    [Fact]
    public void A_step_knows_its_line()
    {
        foreach (var file in All())
        {
            var lines = file.ToText().Split('\n');
            Assert.All(
                file.Steps, step => Assert.Contains($" {step.Number} ", lines[file.LineOf(step.Number) - 1][..7]));
        }
    }

    [Fact]
    public void An_operation_may_look_like_a_list_of_choices()
    {
        string[] operations =
            ["load a[i=3]", "load [x]", "load [x=1]", "load a [x] [y=2]", "[x=1]", "a  [b [c]]", "ä ≤ 𝔸 []"];
        IReadOnlyList<TraceChoice>[] choices = [[], [new("page full", 1)], [new("x", 0), new("a b", 12)]];
        foreach (var operation in operations)
        {
            foreach (var taken in choices)
            {
                var read = Reread(step => step with { Operation = operation, Choices = taken }).Steps[0];
                Assert.Equal(operation, read.Operation);
                Assert.Equal(taken, read.Choices);
            }
        }
    }

    [Fact]
    public void What_cannot_be_read_back_is_not_written()
    {
        AssertRefused("operation `load\\na`", step => step with { Operation = "load\na" });
        AssertRefused("operation ``", step => step with { Operation = "" });
        AssertRefused("operation ` load`", step => step with { Operation = " load" });
        AssertRefused("operation", step => step with { Operation = "half \uD83D" });
        AssertRefused("thread name `two words`", step => step with { Thread = "two words" });
        AssertRefused("thread name `a#7`", step => step with { Thread = "a#7" });
        AssertRefused("thread name ``", step => step with { Thread = "" });
        AssertRefused("choice `a=b`", step => step with { Choices = [new("a=b", 1)] });
        AssertRefused("choice `a]`", step => step with { Choices = [new("a]", 1)] });
        AssertRefused("choice `a, b`", step => step with { Choices = [new("a, b", 1)] });
    }

    [Theory]
    [InlineData("about", "x")]
    [InlineData("steps", "x")]
    [InlineData("throws", "x")]
    [InlineData("Reader", "x")]
    [InlineData("a b", "x")]
    [InlineData("a\n", "x")]
    [InlineData("", "x")]
    [InlineData("reader", "")]
    [InlineData("reader", "x ")]
    [InlineData("reader", "x\ny")]
    [InlineData("reader", "x\r")]
    public void A_head_line_that_cannot_be_read_back_is_refused(string key, string value)
    {
        var trace = Recording.Of(() => new TornWorld()).Trace;
        Assert.Throws<ArgumentException>(() => ScheduleFile.From(trace, Torn, "about", [(key, value)]));
        Assert.Throws<ArgumentException>(() => ScheduleFile.From(trace, Torn, "two\nlines", []));
    }

    [Fact]
    public void A_trace_of_another_finding_is_refused()
    {
        var trace = Recording.Of(() => new TornWorld()).Trace;
        var deadlock = Recording.Of(() => new ForkWorld(2));

        Assert.Throws<ArgumentException>(() => ScheduleFile.From(deadlock.Trace, Torn, "about", []));
        Assert.Throws<ArgumentException>(() => ScheduleFile.From(trace, deadlock.Finding, "about", []));
        Assert.Throws<ArgumentException>(
            () => ScheduleFile.From(trace, Torn with { Property = TornWorld.Stale }, "about", []));
        Assert.Throws<ArgumentException>(() => ScheduleFile.From(trace, Torn with { Path = [] }, "about", []));
    }

    [Fact]
    public void A_file_is_loaded_as_it_was_saved()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Recording.Of(() => new TornWorld()).File;
            var path = Path.Combine(folder.FullName, "torn.schedule");
            file.Save(path);
            Assert.Equal(file.ToText(), ScheduleFile.Load(path).ToText());

            File.WriteAllBytes(path, [.. File.ReadAllBytes(path).Select(b => b == (byte)'w' ? (byte)0xFF : b)]);
            var error = Assert.Throws<ScheduleException>(() => ScheduleFile.Load(path));
            Assert.StartsWith($"{path}, line 2: ", error.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<ScheduleFile> All() =>
    [
        Recording.Of(() => new TornWorld()).File,
        Recording.Of(() => new TornWorld(Change.Throws), "exception").File,
        Recording.Of(() => new ForkWorld(2)).File,
        Recording.Of(() => new ForkWorld(3, oneName: true)).File,
        Recording.Long().File,
    ];

    private static string Flat(ScheduleStep step) =>
        $"{step.Number}|{step.Thread}|{step.Operation}|{string.Join('|', step.Choices)}";

    private static ScheduleFile Reread(Func<TraceStep, TraceStep> change) =>
        ScheduleFile.Parse(Changed(change).ToText());

    private static ScheduleFile Changed(Func<TraceStep, TraceStep> change)
    {
        var trace = Recording.Of(() => new TornWorld()).Trace;
        return ScheduleFile.From(
            trace with { Steps = [change(trace.Steps[0]), .. trace.Steps.Skip(1)] }, Torn, "about", []);
    }

    private static void AssertRefused(string expected, Func<TraceStep, TraceStep> change)
    {
        var error = Assert.Throws<ScheduleException>(() => Changed(change));
        Assert.Contains("Step 1 cannot be recorded", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.Equal(6, error.LineNumber);
    }
}
