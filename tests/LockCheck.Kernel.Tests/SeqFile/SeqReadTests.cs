using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.SeqFile;

/// <summary>How seq_read calls its operations (protocols.md 2.0), and how lines are cut into pages.</summary>
public class SeqReadTests
{
    private const string Two = "0-4r 4-8w";

    [Fact]
    public void A_page_that_is_full_stops_with_the_object_that_was_fetched_and_not_shown() => Assert.Equal(
        [
            "open",
            "read(", "[Start]", "start(0)", "[ReturnedObject]", "show(0-4r)", "show 0-4r", "[Next]", "next(0-4r)",
            "[ReturnedObject]", "stop(4-8w) at 1", "[Stopped]", ") = 1",
            "read(", "[Start]", "start(1)", "[ReturnedObject]", "show(4-8w)", "show 4-8w", "[Next]", "next(4-8w)",
            "stop(NULL) at 2", "[Stopped]", ") = 1",
            "read(", "[Start]", "start(2)", "stop(NULL) at 2", "[Stopped]", ") = 0",
            "release", "close 0",
        ],
        Log(Oddity.None, new RecordsPerPage(1)));

    [Fact]
    public void A_page_that_holds_everything_ends_with_NULL() => Assert.Equal(
        [
            "open",
            "read(", "[Start]", "start(0)", "[ReturnedObject]", "show(0-4r)", "show 0-4r", "[Next]", "next(0-4r)",
            "[ReturnedObject]", "show(4-8w)", "show 4-8w", "[Next]", "next(4-8w)", "stop(NULL) at 2", "[Stopped]",
            ") = 2",
            "read(", "[Start]", "start(2)", "stop(NULL) at 2", "[Stopped]", ") = 0",
            "release", "close 0",
        ],
        Log(Oddity.None, RecordsPerPage.All));

    /// <summary>The gate VMA takes room in the page, counts as a line, and is no record.</summary>
    [Fact]
    public void The_gate_is_a_line_and_no_record()
    {
        Assert.Equal(
            ["next(4-8w)", "[ReturnedObject]", "stop(gate_vma) at 2", "[Stopped]", ") = 1",
                "read(", "[Start]", "start(2)", "[ReturnedObject]", "show(gate_vma)", "[Next]", "next(gate_vma)",
                "stop(NULL) at 3", "[Stopped]", ") = 1",
                "read(", "[Start]", "start(3)", "stop(NULL) at 3", "[Stopped]", ") = 0",
                "release", "close 0"],
            Log(Oddity.Gate, new RecordsPerPage(1)).SkipWhile(line => line != "next(4-8w)"));
        Assert.Equal(["pages 1110", "pages 120", "pages 210", "pages 30"], Pages(Oddity.Gate, RecordsPerPage.Choice));
    }

    /// <summary>Each page ends where it likes, but not before its first line.</summary>
    [Theory]
    [InlineData(0, "pages 110", "pages 20")]
    [InlineData(1, "pages 110")]
    [InlineData(2, "pages 20")]
    [InlineData(int.MaxValue, "pages 20")]
    public void Pages_of_any_size(int count, params string[] expected) =>
        Assert.Equal(expected, Pages(Oddity.None, new RecordsPerPage(count)));

    /// <summary>A next that does not move the position is moved by one: nothing is shown twice.</summary>
    [Theory]
    [InlineData(0, "stop(NULL) at 2")]
    [InlineData(-2, "stop(NULL) at 0")]
    [InlineData(int.MaxValue, "stop(NULL) at -2147483647")]
    public void A_next_that_leaves_the_position_is_moved_on(int first, string end)
    {
        var settings = Settings(Oddity.BuggyNext, RecordsPerPage.All, first);
        var trace = Lab.Play(settings, "reader reader reader reader reader");
        Assert.Equal(2, trace.Steps.SelectMany(step => step.Details).Count(line => line.StartsWith("buggy .next")));
        Assert.Equal(
            [end, end],
            settings.Monitors.OfType<Notes>().Single().Lines.Where(line => line.StartsWith("stop(")));
    }

    /// <summary>An error of start is what read() returns; stop is called with it.</summary>
    [Fact]
    public void An_error_is_no_end() => Assert.Equal(
        ["stop(4-8w) at 1", "[Stopped]", ") = 1",
            "read(", "[Start]", "start(1)", "stop(-4) at 1", "[Stopped]", ") = -4", "release", "close -4"],
        Log(Oddity.StartFails, new RecordsPerPage(1)).SkipWhile(line => !line.StartsWith("stop(")));

    /// <summary>An error of next is not what read() returns, if it has something: the next read() meets it.</summary>
    [Fact]
    public void An_error_counts_if_nothing_was_delivered() => Assert.Equal(
        ["next(0-4r)", "stop(-4) at 1", "[Stopped]", ") = 1",
            "read(", "[Start]", "start(1)", "stop(-4) at 1", "[Stopped]", ") = -4", "release", "close -4"],
        Log(Oddity.NextFails, RecordsPerPage.All).SkipWhile(line => !line.StartsWith("next(")));

    [Fact]
    public void A_file_that_cannot_be_opened_is_neither_read_nor_released() =>
        Assert.Equal(["open", "close -12"], Log(Oddity.OpenFails, RecordsPerPage.All));

    /// <summary>The first line does not fit: stop, a larger buffer, start once more, in one read().</summary>
    [Fact]
    public void The_buffer_grows_for_a_first_line()
    {
        var settings = Settings(Oddity.None, new RecordsPerPage(1)) with { Faults = Faults.Grow };
        Lab.Play(settings, "reader reader reader reader:1 reader reader reader");
        Assert.Equal(
            ["read(", "[Start]", "start(1)", "[ReturnedObject]", "stop(4-8w) at 1", "[Stopped]", "[Start]", "start(1)",
                "[ReturnedObject]", "show(4-8w)", "show 4-8w", "[Next]", "next(4-8w)", "stop(NULL) at 2", "[Stopped]",
                ") = 1"],
            settings.Monitors.OfType<Notes>().Single().Lines.SkipWhile(line => line != ") = 1").Skip(1).Take(16));
    }

    /// <summary>
    /// One VMA, by hand: start, open, lock, unlock, lock, unlock make 6 states. If the buffer grows at the first lock,
    /// which happens once at most, 6 others follow: lock (grown), unlock, lock, unlock, lock, unlock.
    /// </summary>
    [Theory]
    [InlineData(Faults.None, 6, 1)]
    [InlineData(Faults.Grow, 12, 2)]
    public void The_states_of_a_growing_buffer(Faults faults, int states, int ends)
    {
        var settings = Lab.Settings("0-4r", new ReaderActor("reader", static () => Read(Oddity.None, 0))) with
        {
            Faults = faults,
        };
        var result = Lab.Search(settings);
        Assert.Equal((states, ends), (result.States, result.TerminalStates));
    }

    /// <summary>After close nothing of the file is left, so that equal ends are equal states.</summary>
    [Fact]
    public void Close_clears_the_readers_memory() => Assert.Equal(
        1,
        Lab.Search(Settings(Oddity.Gate, RecordsPerPage.Choice) with { Monitors = [new Notes()] }).TerminalStates);

    [Fact]
    public void The_gate_VMA_has_no_fields()
    {
        var settings = Lab.Settings("0-4r", new ScriptActor("reader", static () => Misread(), ActorKind.Reader));
        Assert.Contains("The gate VMA has no fields", Assert.ThrowsAny<Exception>(() => Lab.Search(settings)).Message);
    }

    private static async Routine Misread()
    {
        await Mm.First.Lock.Read();
        _ = Vma.Gate.Start;
    }

    private static Routine Read(Oddity oddity, int first) => SeqRead.ReadToEnd(new ScriptedSeqFile(oddity, first));

    private static KernelSettings Settings(Oddity oddity, RecordsPerPage pages, int first = 0) =>
        Lab.Settings(Two, new ReaderActor("reader", () => Read(oddity, first))) with
        {
            RecordsPerPage = pages,
            Monitors = [new Notes(), new ReadLog(), new MisuseWatch()],
        };

    private static IReadOnlyList<string> Log(Oddity oddity, RecordsPerPage pages)
    {
        var settings = Settings(oddity, pages);
        Lab.AssertNoFailure(settings, Lab.Search(settings));
        return settings.Monitors.OfType<Notes>().Single().Lines;
    }

    private static IEnumerable<string> Pages(Oddity oddity, RecordsPerPage pages) =>
        Lab.Outcomes(Settings(oddity, pages) with { Monitors = [new Notes(), new ReadLog(isQuiet: true)] })
            .Where(line => line.StartsWith("pages"));
}
