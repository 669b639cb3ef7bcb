using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.SeqFile;

/// <summary>How bpf_seq_read calls an iterator (protocols.md 2.0), and how records are cut into pages.</summary>
public class BpfSeqReadTests
{
    private const string Three = "0-4r 4-8w 8-12r";

    [Fact]
    public void A_page_that_is_full_stops_with_the_object_that_was_fetched_and_not_shown() => Assert.Equal(
        [
            "open",
            "read(", "[Start]", "start", "[ReturnedObject]", "show 0-4r", "[Next]", "next", "[ReturnedObject]",
            "stop(4-8w)", "[Stopped]", ") = 1",
            "read(", "[Start]", "start", "[ReturnedObject]", "show 4-8w", "[Next]", "next", "[ReturnedObject]",
            "stop(8-12r)", "[Stopped]", ") = 1",
            "read(", "[Start]", "start", "[ReturnedObject]", "show 8-12r", "[Next]", "next", "[ReturnedNull]",
            "stop(NULL)", "[EndCall]", "[Stopped]", ") = 1",
            "read(", "[Start]", "start", "[ReturnedNull]", "stop(NULL)", "[Stopped]", ") = 0",
            "close 0",
        ],
        Log(Three, new RecordsPerPage(1)));

    [Fact]
    public void A_page_of_two() => Assert.Equal(
        [
            "open",
            "read(", "[Start]", "start", "[ReturnedObject]", "show 0-4r", "[Next]", "next", "[ReturnedObject]",
            "show 4-8w", "[Next]", "next", "[ReturnedObject]", "stop(8-12r)", "[Stopped]", ") = 2",
            "read(", "[Start]", "start", "[ReturnedObject]", "show 8-12r", "[Next]", "next", "[ReturnedNull]",
            "stop(NULL)", "[EndCall]", "[Stopped]", ") = 1",
            "read(", "[Start]", "start", "[ReturnedNull]", "stop(NULL)", "[Stopped]", ") = 0",
            "close 0",
        ],
        Log(Three, new RecordsPerPage(2)));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void A_page_that_holds_everything_ends_with_NULL(int count) => Assert.Equal(
        [
            "open",
            "read(", "[Start]", "start", "[ReturnedObject]", "show 0-4r", "[Next]", "next", "[ReturnedObject]",
            "show 4-8w", "[Next]", "next", "[ReturnedObject]", "show 8-12r", "[Next]", "next", "[ReturnedNull]",
            "stop(NULL)", "[EndCall]", "[Stopped]", ") = 3",
            "read(", "[Start]", "start", "[ReturnedNull]", "stop(NULL)", "[Stopped]", ") = 0",
            "close 0",
        ],
        Log(Three, new RecordsPerPage(count)));

    /// <summary>Each page ends where it likes, but not before its first record: the compositions of a number.</summary>
    [Theory]
    [InlineData("0-4r", "pages 10")]
    [InlineData("0-4r 4-8w", "pages 110", "pages 20")]
    [InlineData(Three, "pages 1110", "pages 120", "pages 210", "pages 30")]
    [InlineData("0-1r 1-2w 2-3r 3-4w", "pages 11110", "pages 1120", "pages 1210", "pages 130", "pages 2110",
        "pages 220", "pages 310", "pages 40")]
    public void Pages_of_any_size(string layout, params string[] expected)
    {
        var settings = Settings(layout, RecordsPerPage.Choice) with { Monitors = [new Notes(), new ReadLog(true)] };
        Assert.Equal(expected, Lab.Outcomes(settings).Where(line => line.StartsWith("pages")));
    }

    [Theory]
    [InlineData(1, "pages 1110")]
    [InlineData(2, "pages 210")]
    [InlineData(3, "pages 30")]
    [InlineData(int.MaxValue, "pages 30")]
    public void Pages_of_a_fixed_size(int count, string expected)
    {
        var settings = Settings(Three, new RecordsPerPage(count)) with { Monitors = [new Notes(), new ReadLog(true)] };
        Assert.Equal([expected], Lab.Outcomes(settings).Where(line => line.StartsWith("pages")));
    }

    [Fact]
    public void Nothing_mapped_is_the_end_at_once()
    {
        var settings = Lab.Settings("0-4r", new ScriptActor("reader", UnmapAndRead, ActorKind.Reader)) with
        {
            Monitors = [new Notes(), new ReadLog()],
        };
        Lab.AssertNoFailure(settings, Lab.Search(settings));
        Assert.Equal(
            ["open", "read(", "[Start]", "start", "[ReturnedNull]", "stop(NULL)", "[EndCall]", "[Stopped]", ") = 0",
                "close 0"],
            settings.Monitors.OfType<Notes>().Single().Lines);
    }

    /// <summary>After close nothing of the iterator's state is left, so that equal ends are equal states.</summary>
    [Fact]
    public void Close_clears_the_readers_memory()
    {
        var settings = Lab.Settings(Three, new ScriptActor("reader", ReadAndLook, ActorKind.Reader));
        Lab.AssertNoFailure(settings, Lab.Search(settings));
        Assert.Equal(1, Lab.Search(Settings(Three, RecordsPerPage.Choice)).TerminalStates);
    }

    [Fact]
    public void The_trace_says_what_was_reported_and_returned()
    {
        var settings = Settings("0-4r 4-8w", RecordsPerPage.All);
        var trace = Lab.Play(settings, "reader reader reader reader");
        Assert.Equal(
            ["open", "mmap_read_lock(mm1)", "mmap_read_unlock(mm1)", "mmap_read_lock(mm1)"],
            trace.Steps.Select(step => step.Operation));
        Assert.Equal(
            ["reports 0-4r", "reports 4-8w", "read() returns 2 records"], trace.Steps.SelectMany(step => step.Details));
    }

    // The buffer does not grow: the read() fails, with the object given back to stop.
    [Fact]
    public void A_first_record_that_does_not_fit_is_E2BIG() => Assert.Equal(
        [
            "open", "read(", "[Start]", "start", "[ReturnedObject]", "stop(0-4r)", "[Stopped]", ") = -7", "close -7",
        ],
        Played("0-4r 4-8w", Faults.Overflow, "reader reader:1 reader"));

    // The end call's output is dropped, and the next read() runs it again; after that it is done (done_stop).
    [Fact]
    public void An_end_call_that_does_not_fit_is_run_again() => Assert.Equal(
        [
            "open", "read(", "[Start]", "start", "[ReturnedObject]", "show 0-4r", "[Next]", "next", "[ReturnedNull]",
            "stop(NULL)", "[EndCall]", "[Stopped]", ") = 1",
            "read(", "[Start]", "start", "[ReturnedNull]", "stop(NULL)", "[EndCall]", "[Stopped]", ") = 0", "close 0",
        ],
        Played("0-4r", Faults.Overflow, "reader reader reader:1 reader reader"));

    // User space reads again, and the iterator goes on with the object that it was stopped at.
    [Fact]
    public void A_million_objects_without_output_are_EAGAIN() => Assert.Equal(
        [
            "open", "read(", "[Start]", "start", "[ReturnedObject]", "show 0-4r", "[Next]", "next", "[ReturnedObject]",
            "stop(4-8w)", "[Stopped]", ") = -11",
            "read(", "[Start]", "start", "[ReturnedObject]", "show 4-8w", "[Next]", "next", "[ReturnedNull]",
            "stop(NULL)", "[EndCall]", "[Stopped]", ") = 1",
            "read(", "[Start]", "start", "[ReturnedNull]", "stop(NULL)", "[Stopped]", ") = 0", "close 0",
        ],
        Played("0-4r 4-8w", Faults.ManyObjects, "reader reader:1 reader reader reader reader reader"));

    [Fact]
    public void Only_a_reader_raises_a_readers_events()
    {
        var settings = Lab.Settings("0-4r", new ScriptActor("nobody", Read));
        Assert.Contains(
            "raised a reader's event and is no reader",
            Assert.Throws<RoutineException>(() => Lab.Search(settings)).Message);
    }

    private static async Routine UnmapAndRead()
    {
        await MemoryCalls.Munmap(0, 4);
        await Read();
    }

    private static async Routine ReadAndLook()
    {
        await Read();
        Assert.Equal(0UL, ReaderMemory.As<ulong>());
    }

    private static Routine Read() => BpfSeqRead.ReadToEnd(default(ScriptedIterator));

    private static KernelSettings Settings(string layout, RecordsPerPage pages) =>
        Lab.Settings(layout, new ReaderActor("reader", Read)) with { RecordsPerPage = pages };

    private static IReadOnlyList<string> Log(string layout, RecordsPerPage pages)
    {
        var settings = Settings(layout, pages) with { Monitors = [new Notes(), new ReadLog(), new MisuseWatch()] };
        Lab.AssertNoFailure(settings, Lab.Search(settings));
        return settings.Monitors.OfType<Notes>().Single().Lines;
    }

    private static IReadOnlyList<string> Played(string layout, Faults faults, string schedule)
    {
        var settings = Settings(layout, RecordsPerPage.All) with
        {
            Faults = faults,
            Monitors = [new Notes(), new ReadLog(), new MisuseWatch()],
        };
        return Lab.Lines(settings, schedule);
    }
}
