using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>The files of /proc that list VMAs under the mmap_lock (docs/protocols.md 2d, 5, 6.2, 6.3).</summary>
public class ProcMapsTests
{
    private const string VersionCursor = "proc_maps/version-cursor";
    private const string MmapLock = "proc_maps/mmap-lock";
    private const string Maple = "proc_maps/mmap-lock-maple";
    private const string Smaps = "proc_smaps/mmap-lock";
    private const Faults AllFaults = Faults.Signal | Faults.Exit | Faults.NoMem | Faults.Grow;

    private static readonly RecordsPerPage[] Pages = [new(1), new(2), RecordsPerPage.All, RecordsPerPage.Choice];

    public static TheoryData<string> Writers => [.. Check.Known.MapWriters.Select(writer => writer.Name)];

    public static TheoryData<string> WritersOfMaple => [.. Check.WritersOf(Maple)];

    public static TheoryData<string> Files => [VersionCursor, MmapLock, Smaps];

    // 6.2, row P-ML. Method: every writer, twice, with every size of page.
    [Theory]
    [MemberData(nameof(Writers))]
    public void The_later_files_keep_their_promises(string writer)
    {
        foreach (var reader in Meeting(writer, MmapLock, Smaps))
        {
            foreach (var page in Pages)
            {
                foreach (var repeat in (int[])[1, 2])
                {
                    var scenario = Check.Of(reader, writer, page, repeat: repeat);
                    var result = Check.Run(scenario);
                    Assert.True(
                        result.Verdict == Verdict.VerifiedWithinBounds,
                        $"{reader}, {page}: {Check.Failures(result)}\n{Check.Explain(scenario, result)}");
                }
            }
        }
    }

    // Goal: an iterator that remembers a node is as good as a search by address, as long as nobody replaces the node
    // under the lock for read (number 39). Method: what is broken or noticed, for each writer and size of page.
    [Theory]
    [MemberData(nameof(WritersOfMaple))]
    public void The_maple_iterator_changes_nothing_under_the_lock(string writer)
    {
        foreach (var page in Pages)
        {
            var broken = Check.Failures(Check.Run(Check.Of(Maple, writer, page)));
            Assert.Equal(writer == "stack-grow-old" ? "I10" : string.Empty, broken);
            if (broken.Length == 0)
            {
                Assert.Equal(
                    Check.Observations(Check.Run(Check.Of(MmapLock, writer, page))),
                    Check.Observations(Check.Run(Check.Of(Maple, writer, page))));
            }
        }
    }

    // 6.2, row P-MV: of all that is promised, I1 alone is broken. No fault adds to that but a failed allocation, which
    // makes of MAP_FIXED a munmap (bug 19).
    [Theory]
    [MemberData(nameof(Writers))]
    public void The_version_cursor_breaks_nothing_but_I1(string writer)
    {
        foreach (var page in Pages)
        {
            var failures = Check.Failures(Check.Run(Check.Of(VersionCursor, writer, page, repeat: 2)));
            Assert.True(failures is "" or "I1", $"{page}: {failures}");
        }

        var quiet = Check.Failures(Check.Run(Check.Of(VersionCursor, writer, new(1))));
        const Faults Others = AllFaults & ~Faults.NoMem;
        Assert.Equal(quiet, Check.Failures(Check.Run(Check.Of(VersionCursor, writer, new(1), Others))));
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void The_later_files_keep_their_promises_whatever_fails(string writer)
    {
        foreach (var reader in Meeting(writer, MmapLock, Smaps))
        {
            var scenario = Check.Of(reader, writer, new(1), AllFaults);
            var result = Check.Run(scenario);
            Assert.True(result.Verdict == Verdict.VerifiedWithinBounds, Check.Explain(scenario, result));
        }
    }

    // Within one lock hold nothing at all is noticed.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Nothing_is_noticed_in_one_page(string writer)
    {
        foreach (var reader in Meeting(writer, VersionCursor, MmapLock, Smaps))
        {
            Assert.Empty(Check.Run(Check.Of(reader, writer, RecordsPerPage.All)).Findings);
        }
    }

    [Theory]
    [InlineData("merge-left-full")]
    [InlineData("merge-right-full")]
    [InlineData("merge-both")]
    public void Bug_18_a_VMA_that_merged_with_the_one_shown_is_lost(string writer)
    {
        Assert.Equal("I1", Check.Failures(Check.Run(Check.Of(VersionCursor, writer, new(1)))));
        Assert.Equal(string.Empty, Check.Failures(Check.Run(Check.Of(VersionCursor, writer, RecordsPerPage.All))));
    }

    [Theory]
    [InlineData("munmap-whole-mid")]
    [InlineData("munmap-tail-of-mid")]
    public void Bug_19_a_VMA_that_follows_one_that_went_is_lost(string writer)
    {
        Assert.Equal("I1", Check.Failures(Check.Run(Check.Of(VersionCursor, writer, new(1)))));
        Assert.Equal(string.Empty, Check.Failures(Check.Run(Check.Of(MmapLock, writer, new(1)))));
    }

    // The index fallback: nothing ends behind the version any more, so the position, 1, counts VMAs from the head; and
    // the VMA that was shown has become two since. Table 6.2 has I4 right, without the fallback.
    [Fact]
    public void The_index_fallback_turns_back()
    {
        var scenario = Check.Of(VersionCursor, "split-mid", new(1)) with
        {
            Writers = [new("split-mid", 0), new("munmap-tail-of-mid", 0)],
            Layout = LayoutText.Parse("0-4r"),
        };
        Assert.Equal("I4", Check.Failures(Check.Run(scenario)));
        Assert.Equal(string.Empty, Check.Failures(Check.Run(scenario with { Reader = MmapLock })));
        Assert.Equal(string.Empty, Check.Failures(Check.Run(scenario with { Reader = Smaps })));
    }

    // 6.3: a fatal signal in the lock of any read() makes that read() return -EINTR; three VMAs and the gate are four
    // reads. Nothing is held: I8 and I9 are among the promises of the tests above.
    [Theory]
    [MemberData(nameof(Files))]
    public void A_signal_ends_a_read_with_EINTR(string reader)
    {
        string[] expected = ["0 ends -4", "1 ends -4", "11 ends -4", "111 ends -4", "1111 ends 0"];
        Assert.Equal(expected, Ends(reader, new(1), Faults.Signal, "mprotect-mid"));
        Assert.Equal(["0 ends -4", "4 ends 0"], Ends(reader, RecordsPerPage.All, Faults.Signal, "mprotect-mid"));
        Assert.Equal(["1111 ends 0"], Ends(reader, new(1), Faults.None, "mprotect-mid"));
    }

    // 6.3: the page that is being read when the target exits is completed; the next read() finds no users of the mm, or
    // no task any more (-ESRCH). After the last line nobody looks.
    [Theory]
    [MemberData(nameof(Files))]
    public void The_targets_exit_ends_the_file_between_two_pages(string reader)
    {
        string[] expected =
        [
            "0 ends -3", "0 ends 0", "1 ends -3", "1 ends 0", "11 ends -3", "11 ends 0", "111 ends -3", "111 ends 0",
            "1111 ends 0",
        ];
        Assert.Equal(expected, Ends(reader, new(1), Faults.Exit));
        Assert.Equal(["0 ends -3", "0 ends 0", "4 ends 0"], Ends(reader, RecordsPerPage.All, Faults.Exit));
    }

    // What grows is the buffer, and not what is read.
    [Theory]
    [MemberData(nameof(Files))]
    public void A_growing_buffer_changes_no_page(string reader)
    {
        Assert.Equal(["1111 ends 0"], Ends(reader, new(1), Faults.Grow));
        Assert.Equal(["22 ends 0"], Ends(reader, new(2), Faults.Grow));
    }

    private static IEnumerable<string> Ends(string reader, RecordsPerPage page, Faults faults, string? writer = null)
    {
        var ends = new ReadEnds();
        var scenario = Check.Of(reader, writer ?? "none", page, faults);
        var model = new KernelModel(new KernelSettings
        {
            Layout = LayoutText.Parse("0-4r 4-8w 8-12r"),
            Actors = scenario.Build(Check.Known).Settings.Actors,
            Monitors = [ends],
            Faults = faults,
            RecordsPerPage = page,
        });
        var result = Explorer.Search(model);
        Assert.Equal(0, result.DeadlockStates);
        return ends.Ends;
    }

    private static IEnumerable<string> Meeting(string writer, params string[] readers) =>
        readers.Where(reader => Check.WritersOf(reader).Contains(writer));
}
