namespace LockCheck.Specs.Claims;

/// <summary>What the cells of protocols.md 6.2 say, in terms of invariants.</summary>
internal static class Table62Cells
{
    /// <summary>The columns that need a check of progress.</summary>
    public static readonly IReadOnlyList<string> Progress = ["I12 writer", "I13 terminate"];

    private const string Tick = "✓";

    // #36 and #37 of section 5: whole VMAs are replaced. The test of the maps race does so as it restores its map.
    private static readonly string[] WholeVmas =
    [
        "map-fixed-old-whole-last",
        "map-fixed-old-whole-mid",
        "maps-race-split-old",
        "mremap-fixed-whole-last",
        "mremap-fixed-whole-mid",
    ];

    /// <summary>What a cell says.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The title of the column.</param>
    /// <param name="text">What stands in the cell.</param>
    /// <returns>Nothing for a dash, for an aggregate and for the columns of progress.</returns>
    /// <exception cref="FormatException">Nobody has said what the text means.</exception>
    public static IReadOnlyList<Table62Entry> Of(Table62Row row, string column, string text)
    {
        if (Progress.Contains(column))
        {
            return [];
        }

        var id = column.Split(' ')[0];
        return Special(row, id, text) ?? (text.TrimStart('(')[..1], id) switch
        {
            ("–", _) or ("a", "I3") => [],
            (Tick, "I14/15") => row.IsIterator ? [Holds("I14"), Holds("I15")] : [Holds("I15")],
            (Tick, "I3") => [Holds(row.OfRecords)],
            (Tick, _) => [Holds(id)],

            // A cross is about one of the two: an error that looks like the end, in all of these rows.
            ("✗", "I14/15") => [Broken("I15")],
            ("✗", _) => [Broken(id)],
            _ => throw new FormatException(
                $"protocols.md 6.2, {row.Title}, {column}: {text} is neither tick nor cross"),
        };
    }

    /// <summary>The cells that say more than a tick or a cross.</summary>
    private static IReadOnlyList<Table62Entry>? Special(Table62Row row, string id, string text) =>
        (row.Title, id, text) switch
        {
            ("P-TV7", "I1", "✗X (pages) / ✓X (one page)") or ("P-TV7m", "I1", "as P-TV7") =>
                [Broken("I1"), Holds("I1") with { RecordsPerPage = RecordsPerPage.All }],
            ("P-PV", "I1", "for the model to say (#36, #37 at least ✗X)") => [Broken("I1")],
            ("P-S4", "I3", "✗R (weak mem), ✓X (SC)") => [Holds("I3")],
            ("P-Q0", "I1", "I17 ✓R") => [Holds("I17")],
            ("P-Q", "I1", "I17 ✓X except #37") => [Broken("I17"), Holds("I17") with { Except = WholeVmas }],

            // #44: the iterator is in the file.
            ("P-Q5", "I1", "I17 as P-Q") =>
                [Broken("I17"), Holds("I17") with { IsOfSharedFile = true }],
            ("P-Q5", "I8" or "I9" or "I10", "✗D") => [Broken(id) with { IsOfSharedFile = true }],
            ("P-Q", "I9", "✓ (✗D between b5cbacd7 and 61dc9f77)") =>
                [Holds("I9"), Broken("I9") with { Readers = ["procmap_query/build-id"] }],
            ("P-PF", "I10", "✗D before #43 fix") =>
                [Holds("I10"), Broken("I10") with { Readers = ["page_fault/lock-vma-under-rcu-6.15"] }],

            // S4-13 lies behind the crash of S4-1, which this reader does without.
            ("P-S4", "I14/15", "✗R") => [Broken("I15") with { Readers = ["proc_maps/rcu-v2-lock-failure"] }],

            // #13 takes a program that nests read locks; an exit would wait for the one that is left over.
            ("P-OC3/5", "I8", "✗R (#13)") => [OfIrq("iter_task_vma/v5-nested")],
            ("P-FV", "I8", "✗R (#13)") => [OfIrq("iter_task_vma/v5-find-vma")],
            _ => null,
        };

    private static Table62Entry OfIrq(string reader) =>
        Broken("I8") with { Readers = [reader], Faults = Faults.Irq };

    private static Table62Entry Holds(string id) => new(true, id);

    private static Table62Entry Broken(string id) => new(false, id);
}
