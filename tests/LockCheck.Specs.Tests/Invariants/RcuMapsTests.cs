using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// The defects of the maps under RCU by their numbers (docs/protocols.md 2e), each with its invariant and the length of
/// its shortest schedule, and whether v3 still has it. S4-10 and S4-11 are not modelled; S4-9
/// is no more than S4-8 where fields are loaded whole; S4-12, a livelock, is S4-5's retry, which ends with the writer's
/// rounds here.
/// </summary>
public class RcuMapsTests
{
    private const string V2 = "proc_maps/rcu-v2";
    private const string V2LockFailure = "proc_maps/rcu-v2-lock-failure";
    private const string V3 = "proc_maps/rcu-v3";
    private const byte Reader = 0;
    private const byte Writer = 1;
    private const string FileFirst = "0-4r,file=1 4-8w 8-12r";
    private const string FileLast = "0-4r 4-8w 8-12r,file=1";
    private const string FileMiddle = "0-4r 4-8w,file=1 8-12r";
    private const string NameMiddle = "0-4r 4-8w,name=\"[anon:a]\" 8-12r";

    private const string EndsWithName = "0-4r,name=\"[anon:a]\" 4-8w,name=\"[anon:b]\"";
    private const string TwoNames = EndsWithName + " 8-12r";

    private static readonly string[] Both = [V2, V3];

    // Rows in which nothing is left behind the cursor: for good, or while a hole is there, or because a merge ate it.
    private static readonly string[] TailGoes =
    [
        "map-fixed-old-whole-last", "merge-both", "merge-right-full", "mremap-fixed-whole-last", "munmap-everything",
    ];

    public static TheoryData<string> Writers => [.. Check.WritersOf(V2).Intersect(Check.WritersOf(V3))];

    [Fact]
    public void S4_1_a_lock_that_was_not_obtained_is_released()
    {
        Assert.Equal(24, StepsTo("I8", Interrupted(V2)));
        Assert.Equal(0, StepsTo("I8", Interrupted(V2LockFailure)));
        Assert.Equal(0, StepsTo("I8", Interrupted(V3)));
    }

    // After S4-1 nothing means anything; without it, what the error path does next is seen.
    [Fact]
    public void S4_2_an_error_drops_the_file_twice()
    {
        Assert.Equal(28, StepsTo("I9", Interrupted(V2LockFailure, FileFirst)));
        Assert.Equal(0, StepsTo("I9", Interrupted(V3, FileFirst)));
    }

    [Fact]
    public void S4_3_a_retry_that_finds_nothing_copies_from_NULL()
    {
        Assert.Equal(35, StepsTo("I10", Check.Of(V2, "munmap-everything", new(1))));
        Assert.Equal(37, StepsTo("I10", Check.Of(V3, "munmap-everything", new(1))));
    }

    [Fact]
    public void S4_4_a_retry_reports_the_VMA_before_once_more()
    {
        Assert.Equal(57, StepsTo("I5''", Check.Of(V2, "mprotect-mid", new(1))));
        Assert.Equal(42, StepsTo("I5''", Check.Of(V2, "mprotect-mid", RecordsPerPage.All)));
        Assert.Equal(0, StepsTo("I5''", Check.Of(V3, "mprotect-mid", RecordsPerPage.Choice)));
    }

    // Each round of the writer makes one more line of the same; the gate's is the fourth.
    [Fact]
    public void S4_5_the_output_grows_with_the_writers_work()
    {
        Assert.Equal(["4 ends 0", "5 ends 0"], Ends(V2, rounds: 1));
        Assert.Equal(["4 ends 0", "5 ends 0", "6 ends 0"], Ends(V2, rounds: 2));
        Assert.Equal(["4 ends 0", "5 ends 0", "6 ends 0", "7 ends 0"], Ends(V2, rounds: 3));
        Assert.Equal(["4 ends 0"], Ends(V3, rounds: 3));
    }

    // What seq_read adds to the position is a byte, and no page: a VMA of one page is repeated, and none is lost.
    [Fact]
    public void S4_5_loses_no_page()
    {
        var scenario = Check.Of(V2, "mprotect-mid", RecordsPerPage.Choice) with
        {
            Layout = LayoutText.Parse("0-1r 1-2w 2-3r"),
        };
        Assert.Equal("I4 I5''", Check.Failures(Check.Run(scenario)));
    }

    // A read() leaks what the VMA that it copied last refers to, and nothing else.
    [Fact]
    public void S4_6_each_read_leaks_its_last_snapshot()
    {
        foreach (var reader in Both)
        {
            Assert.Equal("I9", Failures(reader, FileLast, RecordsPerPage.All));
            Assert.Equal("I9", Failures(reader, NameMiddle, new(1)));
            Assert.Equal(string.Empty, Failures(reader, FileMiddle, RecordsPerPage.All));
            Assert.Equal(string.Empty, Failures(reader, FileFirst, new(1)));
        }
    }

    // With a writer of any kernel: a merge that eats the rest ends the listing like a hole.
    [Theory]
    [InlineData("map-fixed-old-whole-last", 40, 54)]
    [InlineData("merge-both", 36, 37)]
    [InlineData("merge-right-full", 40, 53)]
    public void S4_7_nothing_found_ends_the_listing(string writer, int stepsOfV2, int stepsOfV3)
    {
        Assert.Equal(stepsOfV2, StepsTo("I1", Check.Of(V2, writer, RecordsPerPage.All)));
        Assert.Equal(stepsOfV3, StepsTo("I1", Check.Of(V3, writer, RecordsPerPage.All)));
    }

    // "With S4-3/S4-4 fixed the explorer finds no gap except S4-7's tail case", and none in the middle with them.
    [Theory]
    [MemberData(nameof(Writers))]
    public void S4_7_is_the_only_way_to_lose_a_page(string writer)
    {
        foreach (var reader in Both)
        {
            foreach (var page in (RecordsPerPage[])[new(1), RecordsPerPage.Choice])
            {
                var failures = Check.Failures(Check.Run(Check.Of(reader, writer, page))).Split(' ');
                Assert.True(TailGoes.Contains(writer) || !failures.Contains("I1"), $"{reader}, {page}");
                Assert.True(TailGoes.Contains(writer) || !failures.Contains("I10"), $"{reader}, {page}");
            }
        }
    }

    // Row 31 has the last VMA repeated if a page ends before the gate's line. The rewound position is the end of that
    // VMA, which finds it only if it has grown; and if the NULL was S4-7's, v3 gets another chance.
    [Fact]
    public void The_clobbered_sentinel_of_v3_does_no_harm()
    {
        Assert.Equal(string.Empty, Failures(V3, "0-4r 4-8w 8-12r", new(1)));
        Assert.Equal(0, StepsTo("I1", Check.Of(V3, "merge-both", new(1))));
        Assert.NotEqual(0, StepsTo("I1", Check.Of(V2, "merge-both", new(1))));
    }

    // The last reference goes with the VMA: a file's is waited for inside RCU, for ever; an anon_name is given up.
    [Fact]
    public void S4_8_a_file_without_references_is_waited_for()
    {
        Assert.Equal(33, StepsTo("I11", With(Check.Of(V2, "munmap-whole-mid", new(1)), FileMiddle)));
        Assert.Equal(34, StepsTo("I11", With(Check.Of(V3, "munmap-whole-mid", new(1)), FileMiddle)));
        foreach (var reader in Both)
        {
            var named = Check.Run(With(Check.Of(reader, "munmap-whole-mid", RecordsPerPage.Choice), NameMiddle));
            Assert.DoesNotContain(named.Findings, finding => finding.Property?.Id is "I10" or "I11");
        }
    }

    // An open takes the object of the file before the get, or ends its loop: another file is pinned. The check that
    // follows finds the munmap, and the reference is put; so nothing of that file is shown.
    [Fact]
    public void S4_8_another_file_is_pinned_and_not_shown()
    {
        var scenario = Check.Of(V2, "reuse-file", new(1));
        var spins = Check.Run(scenario).Findings.Single(found => found.Property?.Id == "I11").Path;
        var steps = Trace.Of(
            LoadedModel.Load(scenario.Build(Check.Known)),
            [.. spins.SkipLast(1), .. Steps(Writer, 2), .. Steps(Reader, 7)]).Steps.TakeLast(9).ToList();
        Assert.Equal("open another file", steps[1].Operation);
        Assert.Equal("get a reference to file 1", steps[2].Operation);
        Assert.Equal(["it is another file by now"], steps[2].Details);
        Assert.Equal("put the reference to file 1", steps[^1].Operation);
        foreach (var page in (RecordsPerPage[])[new(1), RecordsPerPage.Choice])
        {
            Assert.All(Both, reader => Assert.Equal(0, StepsTo("I10", Check.Of(reader, "reuse-file", page))));
        }
    }

    [Fact]
    public void S4_13_an_error_looks_like_the_end()
    {
        Assert.Equal(28, StepsTo("I15", Interrupted(V2LockFailure)));
        Assert.Equal(0, StepsTo("I15", Interrupted(V3)));
    }

    [Fact]
    public void S4_14_a_retry_turns_back()
    {
        Assert.Equal(53, StepsTo("I4", Check.Of(V2, "merge-left-full", RecordsPerPage.All)));
        Assert.Equal(0, StepsTo("I4", Check.Of(V3, "merge-left-full", RecordsPerPage.Choice)));
    }

    // The reference to the first name is put, the second name has none any more, and the copy points to it. The retry
    // copies again before anything is put. That this happens is seen where the retry finds nothing to copy.
    [Fact]
    public void S4_15_a_copy_without_a_reference_is_overwritten()
    {
        foreach (var reader in Both)
        {
            var scenario = With(Check.Of(reader, "munmap-whole-mid", RecordsPerPage.All), TwoNames);
            Assert.Equal(0, StepsTo("I9", scenario));
        }

        Assert.Equal(
            ["put the reference to [anon:a]", "get a reference to [anon:b]", "vma_next(mm1) from 4"],
            ReaderStepsTo("I10", With(Check.Of(V3, "munmap-whole-mid", RecordsPerPage.All), EndsWithName))
                .Where(step => !step.StartsWith("R{", StringComparison.Ordinal)).TakeLast(3));
    }

    // Not bugs: RCU is left as often as it is entered, stop copes with errors, no node is used outside its section,
    // every record is a VMA of some state (with sequential consistency), and ends ascend in v3.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Version_3_keeps_everything_else_whatever_fails(string writer)
    {
        const Faults All = Faults.Signal | Faults.Exit | Faults.NoMem | Faults.Grow;
        foreach (var page in (RecordsPerPage[])[new(1), RecordsPerPage.All])
        {
            var failures = Check.Failures(Check.Run(Check.Of(V3, writer, page, All)));
            AssertOnly(failures, writer, "I1", "I10");
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void Version_2_keeps_its_locks_and_references_without_a_signal(string writer)
    {
        var failures = Check.Failures(Check.Run(Check.Of(V2, writer, RecordsPerPage.Choice)));
        AssertOnly(failures, writer, "I1", "I4", "I5''", "I10");
    }

    // A name or a file brings in what S4-6 leaks, and a file whose last mapping goes what S4-8 waits for.
    private static void AssertOnly(string failures, string writer, params string[] due) => Assert.All(
        failures.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        id => Assert.True(
            due.Contains(id)
            || (id == "I9" && writer is "anon-name" or "reuse-file")
            || (id == "I11" && writer == "reuse-file"),
            failures));

    private static Scenario Interrupted(string reader, string layout = "0-4r 4-8w 8-12r") =>
        With(Check.Of(reader, "mprotect-mid", new(1), Faults.Signal), layout);

    private static Scenario With(Scenario scenario, string layout) =>
        scenario with { Layout = LayoutText.Parse(layout) };

    private static string Failures(string reader, string layout, RecordsPerPage page) =>
        Check.Failures(Check.Run(With(Check.Of(reader, "none", page), layout)));

    /// <summary>The length of the shortest schedule that breaks an invariant; 0 if there is none.</summary>
    private static int StepsTo(string id, Scenario scenario) => Check.Run(scenario).Findings
        .SingleOrDefault(finding => finding.Property?.Id == id)?.Path.Count ?? 0;

    /// <summary>What the reader does in the shortest schedule that breaks an invariant.</summary>
    private static IEnumerable<string> ReaderStepsTo(string id, Scenario scenario)
    {
        var finding = Check.Run(scenario).Findings.Single(found => found.Property?.Id == id);
        return Trace.Of(LoadedModel.Load(scenario.Build(Check.Known)), finding.Path).Steps
            .Where(step => step.Thread == "reader").Select(step => step.Operation);
    }

    private static IEnumerable<PathStep> Steps(byte slot, int count) => Enumerable.Repeat(new PathStep(slot, 0), count);

    private static IEnumerable<string> Ends(string reader, int rounds)
    {
        var ends = new ReadEnds();
        var scenario = Check.Of(reader, "mprotect-mid", RecordsPerPage.All, repeat: rounds);
        Explorer.Search(new KernelModel(scenario.Build(Check.Known).Settings with { Monitors = [ends] }));
        return ends.Ends;
    }
}
