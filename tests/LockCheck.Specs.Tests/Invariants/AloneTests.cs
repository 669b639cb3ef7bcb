using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// Goal: which readers, from every state and with nobody else running, end or have to wait. Method: each reader against
/// each writer that it can meet, on the writer's own layout.
/// </summary>
public class AloneTests
{
    // Readers that go round, with the writers that bring them there (docs/model-and-table.md, Readers that run alone).
    private static readonly Dictionary<string, string[]> GoRound = new()
    {
        ["proc_maps/rcu-v2"] = ["reuse-file"],
        ["proc_maps/rcu-v2-lock-failure"] = ["reuse-file"],
        ["proc_maps/rcu-v3"] = ["reuse-file"],
        ["proc_maps/rcu-strawman"] =
        [
            "anon-name",
            "map-fixed-new-page-in-mid",
            "map-fixed-old-page-in-mid",
            "maps-race-remap",
            "maps-race-split",
            "maps-race-split-old",
            "merge-right-part",
            "mremap-fixed-head-of-mid",
            "munmap-head-of-mid",
            "munmap-mid-of-mid",
            "split-front",
            "split-mid",
            "split-then-re-merge",
        ],
    };

    // It never ends with nobody there, and so beside every writer (docs/findings.md 12).
    private const string Endless = "task_vma/tid";

    // Ours alone: the tests' own readers are there to be broken.
    public static TheoryData<string> Readers => [.. Catalogue.Load().Readers.Select(reader => reader.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_reader_that_runs_alone_ends_or_has_to_wait(string reader)
    {
        var expected = reader == Endless
            ? [.. WritersOf(reader).Select(writer => writer.Name)]
            : GoRound.GetValueOrDefault(reader, []);
        Assert.Equal(expected, GoesRoundWith(reader));
    }

    // A mutant that begins each read() with the record it has shown: with room for one it never comes further.
    [Fact]
    public void A_file_that_resumes_at_what_it_has_shown_goes_round_with_nobody_there() =>
        Assert.Contains("none", GoesRoundWith("file-mutant/ResumesAtShown"));

    // The number of records that I13 counts grows in each round, and no further than to its bound: the schedule is
    // longer than without it, and there.
    [Fact]
    public void What_a_monitor_counts_puts_a_round_off_and_does_not_hide_it()
    {
        var plain = ScenarioOf("proc_maps/rcu-strawman", "anon-name");
        Assert.Equal(58, LengthOf(plain));
        Assert.Equal(309, LengthOf(plain with { Invariants = ["I8", "I13"] }));
    }

    private static List<string> GoesRoundWith(string reader)
    {
        var found = new List<string>();
        foreach (var writer in WritersOf(reader))
        {
            var scenario = ScenarioOf(reader, writer.Name);
            var result = Explorer.Search(scenario.Build(Check.Known), new SearchOptions { Alone = scenario.Alone });
            Assert.Null(result.CutBy);
            if (result.Findings.FirstOrDefault(finding => finding.Property == Property.Alone) is { } finding)
            {
                found.Add(writer.Name);
                var trace = Trace.Of(LoadedModel.Load(scenario.Build(Check.Known)), finding.Path);
                Assert.Equal("reader", trace.Steps[^1].Thread);
                Assert.NotNull(trace.ComesBackTo);
            }
        }

        return found;
    }

    private static IEnumerable<WriterProtocol> WritersOf(string reader) =>
        Check.Known.Writers.Where(writer => MatrixRunner.WhyNot(Check.Known, reader, writer.Name) is null);

    private static Scenario ScenarioOf(string reader, string writer) => MatrixRunner.ScenarioOf(
        Check.Known, reader, writer, new RecordsPerPage(1), RwSemLevel.L1, repeat: 1) with
    {
        Invariants = ["I8"],
        ChecksAlone = true,
    };

    private static int LengthOf(Scenario scenario) => Check.Run(scenario).Findings
        .Single(finding => finding.Property == Property.Alone).Path.Count;
}
