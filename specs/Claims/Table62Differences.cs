namespace LockCheck.Specs.Claims;

/// <summary>
/// The cells of protocols.md 6.2 where the model finds something else, and where that is argued, with its schedule.
/// What differs beyond these is new.
/// </summary>
internal static class Table62Differences
{
    private const string Explained = "docs/model-and-table.md, Table 6.2";

    /// <summary>The table has a tick, and the model a schedule.</summary>
    private static readonly Dictionary<(string Row, string Id), string> Ticks = new()
    {
        // The iterator goes on after NULL.
        [("P-OC26", "I14")] = "docs/findings.md 7",

        // A stack grows under the callback, up to v6.4.
        [("P-FV", "PF")] = "docs/findings.md 9",

        // It loses what P-PV loses.
        [("P-PV5", "I1")] = Explained,

        // Two threads with one file, of which the row's other cells speak.
        [("P-Q5", "I17")] = Explained,
    };

    /// <summary>The table has a cross, and the model finds nothing.</summary>
    private static readonly Dictionary<(string Row, string Id), string> Crosses = new()
    {
        // A bug of the maple tree, which came after this reader.
        [("P-MV", "I10")] = Explained,

        // The clobbered sentinel does no harm.
        [("P-S4b", "I4")] = Explained,
        [("P-S4b", "I5''")] = Explained,

        // A crash comes before them, as I10.
        [("P-PV5", "I8")] = Explained,
        [("P-PV5", "I9")] = Explained,

        // What is taken once too often or put twice is the lock of a VMA.
        [("P-Q5", "I9")] = Explained,
    };

    /// <summary>Where a difference is explained, or null if none is known.</summary>
    public static string? Of(string row, Table62Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (entry.Holds ? Ticks : Crosses).GetValueOrDefault((row, entry.Id));
    }
}
