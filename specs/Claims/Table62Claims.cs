namespace LockCheck.Specs.Claims;

/// <summary>
/// Every row of protocols.md 6.2, against every writer: one claim for all its ticks together, and one for each cross.
/// What a row says beside that, of another revision or at other bounds, has claims of its own.
/// </summary>
/// <remarks>
/// A tick beside a cross for I8 or I10 is about each run until it crashes: behind a crash the model means nothing.
/// </remarks>
public sealed class Table62Claims : ClaimGroup
{
    private const string Section = "6.2";
    private const string NoCheck = "takes threads without an end, and those here make some rounds (I12, I13)";
    private const string OldFile = "its file is opened before an exec, and answers for the old mm alone";
    private const string NoRecords = "it finds one VMA and makes no records, which I16 is about";
    private const Faults Interrupted = Faults.Signal | Faults.Exit | Faults.Irq;

    private static readonly Table62Row[] Rows =
    [
        new("P-MV", "proc_maps/version-cursor"),
        new("P-ML", "proc_maps/mmap-lock"),
        new("P-TV3", "task_vma/v3") { IsIterator = true },
        new("P-TV5", "task_vma/v5") { IsIterator = true },
        new("P-TV7", "task_vma/v7") { IsIterator = true },
        new("P-TV7m", "task_vma/v7-mm-ref") { IsIterator = true },
        new("P-OC3/5", "iter_task_vma/v3", "iter_task_vma/v5")
        {
            Faults = Interrupted | Faults.NoMem,
            IsIterator = true,
        },
        new("P-OC26", "iter_task_vma/snapshot") { Faults = Interrupted | Faults.NoMem, IsIterator = true },
        new("P-FV", "bpf_find_vma") { Faults = Interrupted, OfRecords = "PF", WhyNoIdentity = NoRecords },
        new("P-S4", "proc_maps/rcu-v2"),
        new("P-S4b", "proc_maps/rcu-v3"),

        // #33 takes a reference count that is exhausted.
        new("P-PV5", "proc_maps/per-vma-lock-v5") { Faults = Faults.Signal | Faults.Exit | Faults.RefLimit },
        new("P-PV", "proc_maps/per-vma-lock"),
        new("P-SR0/2", "smaps_rollup/5.10", "smaps_rollup/6.10"),
        new("P-SR1", "smaps_rollup/6.1"),
        new("P-Q0", "procmap_query/mmap-lock") { WhyNoIdentity = OldFile },
        new("P-Q5", "procmap_query/first-posted") { WhyNoIdentity = OldFile },
        new("P-Q", "procmap_query/per-vma-lock") { WhyNoIdentity = OldFile },
        new("P-PF", "page_fault/lock-vma-under-rcu") { OfRecords = "PF", WhyNoIdentity = NoRecords },
    ];

    /// <inheritdoc/>
    public override string Name => Section;

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims
    {
        get
        {
            var table = PublishedTable.Load(Section);
            return table.Rows.SelectMany(title => ClaimsOf(table, Rows.First(row => row.Title == title)));
        }
    }

    private static IEnumerable<Claim> ClaimsOf(PublishedTable table, Table62Row row)
    {
        var entries = table.Columns
            .SelectMany(column => Table62Cells.Of(row, column, table[row.Title, column])
                .Select(entry => (Column: column, Text: table[row.Title, column], Entry: entry)))
            .Where(cell => cell.Entry.Id != "I16" || row.WhyNoIdentity is null)
            .ToList();
        var ticks = entries
            .Where(cell => cell.Entry.IsPlainTick && Table62Differences.Of(row.Title, cell.Entry) is null)
            .ToList();
        foreach (var reader in row.Readers)
        {
            yield return Of(row, [.. ticks.Select(cell => cell.Column)], "✓") with
            {
                Reader = reader,
                Expected = Holds([.. ticks.Select(cell => cell.Entry.Id)]),
            };
        }

        foreach (var (column, text, entry) in entries.Except(ticks))
        {
            foreach (var reader in entry.Readers ?? row.Readers)
            {
                var claim = Of(row, [column], text) with
                {
                    Reader = reader,
                    Faults = entry.Faults ?? row.Faults,
                    RecordsPerPage = entry.RecordsPerPage ?? RecordsPerPage.Choice,
                    Except = entry.Except,
                    Expected = ExpectedOf(row, entry),
                };
                yield return entry.IsOfSharedFile ? OfSharedFile(claim) : claim;
            }
        }

        yield return OutOfReach(row, Table62Cells.Progress, NoCheck);
        if (row.WhyNoIdentity is { } why)
        {
            yield return OutOfReach(row, [table.Columns[^1]], why);
        }
    }

    // What two threads with one file break while nobody changes anything, they break beside a writer that comes late.
    private static Claim OfSharedFile(Claim claim) => claim with
    {
        Readers = 2,
        Layout = "0-1r 1-2w",
        RecordsPerPage = new RecordsPerPage(1),
        Faults = Faults.None,
        AgainstEveryWriter = false,
    };

    private static Expectation ExpectedOf(Table62Row row, Table62Entry entry) =>
        (entry.Holds, Table62Differences.Of(row.Title, entry)) switch
        {
            (true, null) => Holds([entry.Id]),
            (true, { } where) => new Contradicted(where, entry.Id),
            (false, null) => new Breaks(entry.Id),
            (false, { } where) => new Refuted(where, entry.Id) { Beside = Crashes([entry.Id]) },
        };

    private static Keeps Holds(IReadOnlyList<string> ids) =>
        new(ids) { Beside = Crashes(ids) };

    private static IReadOnlyList<string> Crashes(IReadOnlyList<string> ids) =>
        [.. new[] { "I8", "I10" }.Except(ids)];

    private static Claim OutOfReach(Table62Row row, IReadOnlyList<string> columns, string why) =>
        Of(row, columns, string.Empty) with { OutOfReach = $"{row.Title}: {why}" };

    private static Claim Of(Table62Row row, IReadOnlyList<string> columns, string text) => new()
    {
        Id = Section,
        Tags = [row.Title, .. columns.Select(column => column.Split(' ')[0])],
        Source = $"docs/protocols.md {Section} {row.Title} {text}".TrimEnd(),
        AgainstEveryWriter = true,
        RecordsPerPage = RecordsPerPage.Choice,
        Faults = row.Faults,
    };
}
