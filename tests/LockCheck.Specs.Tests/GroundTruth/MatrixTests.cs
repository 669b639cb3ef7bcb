using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Invariants;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>The model against the published matrix, and the matrix against larger and smaller bounds.</summary>
public class MatrixTests
{
    // In these rows an exact duplicate follows a real change, which docs/protocols.md 6.1 calls right too; the
    // differences are listed, with their schedules, in docs/model-and-table.md.
    private const string RowWithRealChange = "split then re-merge";

    private static readonly Catalogue Known = Catalogue.Load();
    private static readonly PublishedMatrix Published = PublishedMatrix.Load();

    private static readonly (string Column, string Reader, RecordsPerPage Page)[] Columns =
    [
        ("P-ML", "proc_maps/mmap-lock", new RecordsPerPage(1)),
        ("P-MV", "proc_maps/version-cursor", new RecordsPerPage(1)),
        ("P-SR0", "smaps_rollup/5.10", new RecordsPerPage(1)),
        ("P-SR1", "smaps_rollup/6.1", new RecordsPerPage(1)),
        ("P-SR2", "smaps_rollup/6.10", new RecordsPerPage(1)),
        ("P-TV3", "task_vma/v3", new RecordsPerPage(1)),
        ("P-TV5", "task_vma/v5", new RecordsPerPage(1)),
        ("P-TV7", "task_vma/v7", new RecordsPerPage(1)),
        ("P-TV7c", "task_vma/v7", RecordsPerPage.All),
        ("P-TVx", "task_vma/resume-unshown", new RecordsPerPage(1)),
    ];

    private static readonly string[] Sound =
    [
        "proc_maps/mmap-lock", "proc_smaps/mmap-lock", "smaps_rollup/5.10", "smaps_rollup/6.10",
        "task_vma/resume-unshown",
    ];

    public static TheoryData<string> Writers => [.. Known.MapWriters.Select(writer => writer.Name)];

    public static TheoryData<string> WritersOfOneMm =>
        [.. Known.MapWriters.Where(writer => !writer.GivesSecondMm).Select(writer => writer.Name)];

    public static TheoryData<string> WritersOfRows =>
        [.. Known.MapWriters.Where(writer => Published.Rows.Contains(writer.Row)).Select(writer => writer.Name)];

    // Goal: the model finds what the published table says, no more and no less. Method: every cell, exhaustively, with
    // the bounds of the table: one round of the writer, a queued writer is seen (L1).
    [Theory]
    [MemberData(nameof(WritersOfRows))]
    public void Every_cell_is_as_published(string writer)
    {
        var row = Known.Writer(writer).Row;
        foreach (var (column, reader, page) in Columns)
        {
            var expected = Published[row, column];
            var cell = Run(reader, writer, page, RwSemLevel.L1, repeat: 1);
            var codes = row == RowWithRealChange ? cell.Codes.Replace("E", string.Empty, StringComparison.Ordinal)
                : cell.Codes;
            Assert.True(expected == codes, $"{writer} x {column}: published `{expected}`, found `{cell.Codes}`");
        }
    }

    // Goal: a writer that goes on adds nothing that its first round cannot do, but an exact duplicate after a real
    // change; in particular no phantom or crash, and no gap that pages of one record do not show in one round (see
    // docs/model-and-table.md for the maps race's remap). Method: two rounds against one, for each page size and level
    // of the lock.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Repeating_the_writer_only_adds_what_the_reading_guide_allows(string writer)
    {
        foreach (var reader in Columns.Select(column => column.Reader).Distinct(StringComparer.Ordinal))
        {
            var small = Run(reader, writer, new RecordsPerPage(1), RwSemLevel.L1, repeat: 1).Codes;
            foreach (var page in (RecordsPerPage[])[new(1), new(2), RecordsPerPage.All])
            {
                foreach (var level in (RwSemLevel[])[RwSemLevel.L0, RwSemLevel.L1])
                {
                    var what = $"{writer} x {reader}, {page} records, {level}, two rounds against one";
                    var once = Run(reader, writer, page, level, repeat: 1).Codes;
                    var twice = Run(reader, writer, page, level, repeat: 2).Codes;
                    AssertContains(twice, once, what);
                    Assert.True(
                        twice.Except(once).Except(page == RecordsPerPage.All ? [] : small)
                            .All(code => "DOE".Contains(code, StringComparison.Ordinal)),
                        $"{what}: `{twice}` against `{once}`");
                }
            }
        }
    }

    // Goal: the undoing of a change hides nothing that the change shows. Method: every reader, one record a page.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Undoing_the_change_only_adds(string writer)
    {
        var columns = MatrixColumn.Of(Known, new RecordsPerPage(1)).Where(column => Meets(column.Reader, writer));
        foreach (var column in columns)
        {
            var change = Run(column.Reader, writer, column.RecordsPerPage, RwSemLevel.L1, repeat: 1);
            var undone = Run(column.Reader, writer, column.RecordsPerPage, RwSemLevel.L1, repeat: 1, undoes: true);
            AssertContains(undone.Codes, change.Codes, $"{writer} x {column.Title}, undone against not");
        }
    }

    // Goal: "a larger bound must not add G/P/C to P-ML, P-SR0, P-SR2 or P-TVx. If it does, suspect the model first"
    // (6.1). Method: the change and its undoing, for each page size and level of the lock.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Undoing_the_change_adds_nothing_wrong_to_the_sound_readers(string writer)
    {
        foreach (var reader in Sound.Where(reader => Meets(reader, writer)))
        {
            foreach (var page in (RecordsPerPage[])[new(1), new(2), RecordsPerPage.All])
            {
                foreach (var level in (RwSemLevel[])[RwSemLevel.L0, RwSemLevel.L1])
                {
                    var cell = Run(reader, writer, page, level, repeat: 1, undoes: true);
                    Assert.DoesNotContain(cell.Codes, code => "GPC".Contains(code, StringComparison.Ordinal));
                }
            }
        }
    }

    // Goal: without contention there is less to go wrong, never more. Method: L0, where nobody is seen waiting.
    [Theory]
    [MemberData(nameof(Writers))]
    public void A_plain_lock_shows_no_more_than_one_with_a_wait_list(string writer)
    {
        foreach (var (column, reader, page) in Columns)
        {
            var plain = Run(reader, writer, page, RwSemLevel.L0, repeat: 1);
            var queued = Run(reader, writer, page, RwSemLevel.L1, repeat: 1);
            AssertContains(queued.Codes, plain.Codes, $"{writer} x {column}, L0 against L1");
            if (page == RecordsPerPage.All && !Known.Writer(writer).GivesSecondMm)
            {
                Assert.Equal(string.Empty, plain.Codes);
            }
        }
    }

    // Goal: the table does not depend on who wins a race for the lock. Method: every cell with stealing and HANDOFF
    // (L2) against L1, for one round and for two.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Stealing_and_HANDOFF_change_no_cell(string writer)
    {
        foreach (var (column, reader, page) in Columns)
        {
            foreach (var repeat in (int[])[1, 2])
            {
                var queued = Run(reader, writer, page, RwSemLevel.L1, repeat).Codes;
                var stealing = Run(reader, writer, page, RwSemLevel.L2, repeat).Codes;
                Assert.True(
                    queued == stealing, $"{writer} x {column}, {repeat} rounds: L1 `{queued}`, L2 `{stealing}`");
            }
        }
    }

    // Goal: a larger page hides bugs and never makes any; a page that ends anywhere shows everything. Method: pages of
    // 1, 2 and all records are each contained in the free choice; the readers that 6.1 calls clean are so on all.
    [Theory]
    [MemberData(nameof(Writers))]
    public void A_page_that_may_end_anywhere_shows_all_that_fixed_pages_show(string writer)
    {
        foreach (var reader in Columns.Select(column => column.Reader).Distinct(StringComparer.Ordinal))
        {
            var free = Run(reader, writer, RecordsPerPage.Choice, RwSemLevel.L1, repeat: 1);
            foreach (var page in (RecordsPerPage[])[new(1), new(2), RecordsPerPage.All])
            {
                var cell = Run(reader, writer, page, RwSemLevel.L1, repeat: 1);
                AssertContains(free.Codes, cell.Codes, $"{writer} x {reader}, {page} records against choice");
                if (reader is "task_vma/resume-unshown" or "proc_maps/mmap-lock")
                {
                    Assert.DoesNotContain(cell.Codes, code => "GPC".Contains(code, StringComparison.Ordinal));
                }
            }
        }
    }

    // Goal: the table's rows are all there. Method: each row is a writer's.
    [Fact]
    public void Every_row_has_a_writer() =>
        Assert.Empty(Published.Rows.Except(Known.MapWriters.Select(writer => writer.Row), StringComparer.Ordinal));

    // Goal: the reference to the mm changes lifetimes only. Method: its cells equal those of v7, while the mm lives.
    [Theory]
    [MemberData(nameof(WritersOfOneMm))]
    public void The_mm_reference_changes_no_cell(string writer) => Assert.Equal(
        Run("task_vma/v7", writer, new RecordsPerPage(1), RwSemLevel.L1, repeat: 1).Codes,
        Run("task_vma/v7-mm-ref", writer, new RecordsPerPage(1), RwSemLevel.L1, repeat: 1).Codes);

    private static MatrixCell Run(
        string reader, string writer, RecordsPerPage page, RwSemLevel rwSem, int repeat, bool undoes = false)
    {
        var cell = MatrixRunner.Run(Known, reader, writer, page, rwSem, repeat, undoes);
        Assert.Null(cell.Result.CutBy);
        Assert.Equal(0, cell.Result.DeadlockStates);
        return cell;
    }

    private static void AssertContains(string larger, string smaller, string what) => Assert.True(
        smaller.All(code => larger.Contains(code, StringComparison.Ordinal)),
        $"{what}: `{larger}` lacks something of `{smaller}`");

    private static bool Meets(string reader, string writer) => MatrixRunner.WhyNot(Known, reader, writer) is null;
}
