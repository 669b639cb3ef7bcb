using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>The parts of the matrix: who is in which, and what the cells of broken promises say.</summary>
public class MatrixPartTests
{
    private static readonly Catalogue Known = Catalogue.Load();

    public static TheoryData<string> ReadersWithoutBuffer => [.. ColumnsOf(PromisePart.Answers)];

    // Goal: the matrix is every reader against every writer. Method: count the columns and the rows of each.
    [Fact]
    public void Every_reader_is_in_one_part_and_every_writer_in_some()
    {
        Assert.Equal(
            Known.Readers.Select(reader => reader.Name),
            MatrixPart.All.SelectMany(part => ColumnsOf(part).Distinct(StringComparer.Ordinal))
                .Order(StringComparer.Ordinal));
        Assert.Equal(
            Known.Writers.Select(writer => writer.Name),
            MatrixPart.All.SelectMany(part => part.WritersOf(Known)).Select(writer => writer.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal));
    }

    // Goal: each row of a part of promises has a cell that is searched, and none that could be is left out. Method:
    // every pair.
    [Fact]
    public void A_pair_that_can_meet_has_a_cell()
    {
        var pairs = MatrixPart.All.SelectMany(part =>
            from reader in ColumnsOf(part).Distinct(StringComparer.Ordinal)
            from writer in part.WritersOf(Known)
            where Meets(reader, writer.Name)
            select (reader, writer.Name)).ToHashSet();
        Assert.All(
            from reader in Known.Readers from writer in Known.Writers select (reader.Name, writer.Name),
            pair => Assert.Equal(Meets(pair.Item1, pair.Item2), pairs.Contains(pair)));
        Assert.All(new MatrixPart[] { PromisePart.Answers, PromisePart.Tasks }, part => Assert.All(
            part.WritersOf(Known), writer => Assert.Contains(ColumnsOf(part), reader => Meets(reader, writer.Name))));
    }

    // Goal: a cell shows what is broken of what the reader promises, and nothing else. Method: pairs whose answer is
    // known from protocols.md and findings.md, some of each family, and clean ones beside them.
    [Theory]
    [InlineData("procmap_query/first-posted", "munmap-whole-mid", ".")]
    [InlineData("procmap_query/first-posted", "map-fixed-old-whole-mid", "I17")]
    [InlineData("procmap_query/first-posted", "reuse-file", "I11")]
    [InlineData("procmap_query/first-posted", "unmap-mid-foreign-reuse-then-exit", "C")]
    [InlineData("procmap_query/not-found-leak", "reuse-file", "I11,C")]
    [InlineData("procmap_query/build-id", "reuse-file", "I9")]
    [InlineData("procmap_query/build-id-fixed", "reuse-file", ".")]
    [InlineData("procmap_query/mmap-lock", "map-fixed-old-whole-mid", ".")]
    [InlineData("page_fault/lock-vma-under-rcu-6.15", "unmap-mid-foreign-reuse-then-exit", "C")]
    [InlineData("page_fault/lock-vma-under-rcu-6.15", "munmap-whole-mid", ".")]
    [InlineData("page_fault/lock-vma-under-rcu", "unmap-mid-foreign-reuse-then-exit", ".")]
    [InlineData("page_fault/lock-vma-under-rcu-6.4", "fork-without-vma-locks", "PF")]
    [InlineData("page_fault/lock-vma-under-rcu-6.4", "fork", ".")]
    [InlineData("bpf_find_vma", "stack-grow-old", "PF")]
    [InlineData("bpf_find_vma", "stack-grow", ".")]
    [InlineData("task/tgid", "thread-exit", "tasks")]
    [InlineData("task/tgid", "thread-create", ".")]
    [InlineData("task/all", "process-exit", ".")]
    [InlineData("task_file/tid-before-2024", "close-file", "tasks")]
    [InlineData("task_vma/tid", "none", "I1,tasks")]
    [InlineData("task_vma/tid-moves-on", "none", ".")]
    [InlineData("task_vma/all", "thread-exit", ".")]
    [InlineData("task_vma/all-v7", "thread-exit", "C")]
    public void A_cell_shows_the_promises_that_are_broken(string reader, string writer, string expected)
    {
        var part = MatrixPart.All.Single(part => ColumnsOf(part).Contains(reader, StringComparer.Ordinal));
        var scenario = part.ScenarioOf(Known, Column(reader, new(1)), writer, RwSemLevel.L1, repeat: 1, undoes: false);
        Assert.Equal(Known.Reader(reader).Promises, scenario.Invariants);
        Assert.Equal(Known.Writer(writer).Layout, $"{scenario.Layout}");
        var cell = part.CellOf(scenario, Explorer.Search(scenario.Build(Known)));
        Assert.Null(cell.Result.CutBy);
        Assert.Equal(expected, part.TextOf(cell.Codes, cell.Result.DeadlockStates > 0));
    }

    // Goal: the first VMA of a later task's map can be lost where that of a file cannot (docs/findings.md 12). Method:
    // two VMAs that are merged and split again, against the same revision with several tasks and with one.
    [Theory]
    [InlineData("task_vma/tgid", "I1")]
    [InlineData("task_vma/all", "I1")]
    [InlineData("task_vma/tid-moves-on", "")]
    [InlineData("task_vma/v7", "")]
    public void A_map_that_begins_behind_a_full_page_can_lose_its_head(string reader, string expected)
    {
        var scenario = PromisePart.Tasks.ScenarioOf(
            Known, Column(reader, new(1)), "merge-left-full", RwSemLevel.L0, repeat: 1, undoes: true);
        Assert.Equal(expected, PromisePart.Tasks.CodesOf(Explorer.Search(scenario.Build(Known))));
    }

    // Goal: one search for all sizes of the page hides nothing. Method: for each of these readers the same states,
    // whatever the size.
    [Theory]
    [MemberData(nameof(ReadersWithoutBuffer))]
    public void The_size_of_the_page_means_nothing_without_a_buffer(string reader)
    {
        Assert.False(PromisePart.Answers.HasPages);
        var found = from page in (RecordsPerPage[])[new(1), new(2), RecordsPerPage.All, RecordsPerPage.Choice]
                    let scenario = PromisePart.Answers.ScenarioOf(
                        Known, Column(reader, page), "split-front", RwSemLevel.L1, repeat: 1, undoes: false)
                    let result = Explorer.Search(scenario.Build(Known))
                    select (result.States, result.Transitions, PromisePart.Answers.CodesOf(result));
        Assert.Single(found.Distinct());
    }

    // Goal: several cells say together what each says, in one order. Method: made-up codes.
    [Fact]
    public void Cells_are_put_together()
    {
        var part = PromisePart.Tasks;
        Assert.Equal("I1,tasks,C", part.Together(["tasks", "C", string.Empty, "I1,C"]));
        Assert.Equal(string.Empty, part.Together([string.Empty]));
        Assert.Equal(".", part.TextOf(string.Empty, isDeadlocked: false));
        Assert.Equal("deadlock", part.TextOf(string.Empty, isDeadlocked: true));
        Assert.Equal("I1,C,deadlock", part.TextOf("I1,C", isDeadlocked: true));
        var maps = MatrixPart.All[0];
        Assert.Equal("GDC", maps.Together(["D", "C", "GD", string.Empty]));
        Assert.Equal(".!", maps.TextOf(string.Empty, isDeadlocked: true));
    }

    private static MatrixColumn Column(string reader, RecordsPerPage page) => new(reader, reader, page);

    private static IEnumerable<string> ColumnsOf(MatrixPart part) =>
        part.ColumnsOf(Known, new RecordsPerPage(1)).Select(column => column.Reader);

    private static bool Meets(string reader, string writer) => MatrixRunner.WhyNot(Known, reader, writer) is null;
}
