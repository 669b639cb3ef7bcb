using System.Globalization;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Specs.Scenarios;

/// <summary>
/// A scenario as the head lines of a schedule file, and back. The lines hold all that the run depends on: the layout
/// with its real addresses, never the process that it was taken from. Reading is strict: these lines, in this order.
/// </summary>
public static class ScenarioHead
{
    internal const string All = "all";
    internal const string CallKey = "call";
    internal const string TearingKey = "tearing";
    internal const string Measured = "measured";
    internal const string UndoKey = "undo";
    internal const string EachRound = "each round";
    internal const string LostPagesKey = "lost-pages";
    internal const string AloneKey = "alone";
    internal const string Checked = "checked";
    private const string None = "none";
    private const string At = " at ";
    private const string Comma = ", ";

    private static readonly (string Name, Faults Fault)[] FaultNames =
    [
        ("signal", Faults.Signal),
        ("exit", Faults.Exit),
        ("nomem", Faults.NoMem),
        ("grow", Faults.Grow),
        ("reflimit", Faults.RefLimit),
        ("irq", Faults.Irq),
        ("overflow", Faults.Overflow),
        ("manyobjects", Faults.ManyObjects),
    ];

    /// <summary>Writes a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>The head lines, in order.</returns>
    public static IReadOnlyList<(string Key, string Value)> Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return
        [
            ("reader", scenario.Reader),
            ("readers", Text(scenario.Readers)),
            .. scenario.Writers.Select(at => ("writer", $"{at.Writer}{At}{Text(at.Vma)}")),
            .. scenario.Calls.Select(call => (CallKey, ProgramCallText.Print(call))),
            ("repeat", Text(scenario.Repeat)),
            .. scenario.Undoes ? [(UndoKey, EachRound)] : Array.Empty<(string, string)>(),
            ("layout", LayoutText.Print(scenario.Layout)),
            ("records-per-page", scenario.RecordsPerPage.ToString()),
            ("rwsem", scenario.RwSem.ToString()),
            ("faults", TextOf(scenario.Faults)),
            ("invariants", scenario.Invariants is { } ids ? string.Join(Comma, ids) : All),
            .. scenario.MeasuresTearing ? [(TearingKey, Measured)] : Array.Empty<(string, string)>(),
            .. scenario.ChecksAlone ? [(AloneKey, Checked)] : Array.Empty<(string, string)>(),
            .. scenario.KeepsWitnessOnly ? Array.Empty<(string, string)>() : [(LostPagesKey, All)],
        ];
    }

    /// <summary>Reads a scenario.</summary>
    /// <param name="head">The head lines, in order.</param>
    /// <param name="firstLine">The number of the first one in its file, for messages.</param>
    /// <returns>The scenario; the names in it may be unknown here.</returns>
    /// <exception cref="ScenarioException">A line is missing, unknown or out of order; it says which.</exception>
    public static Scenario Parse(IReadOnlyList<(string Key, string Value)> head, int firstLine)
    {
        ArgumentNullException.ThrowIfNull(head);
        var lines = new HeadLines(head, firstLine);
        var reader = lines.Take("reader", "a name", value => value);
        var readers = lines.TakeValue("readers", "a number from 1", Count);
        var writers = new List<WriterAt>();
        while (lines.IsAt("writer"))
        {
            writers.Add(lines.TakeValue("writer", "NAME at NUMBER", Writer));
        }

        var calls = new List<ProgramCall>();
        while (lines.IsAt(CallKey))
        {
            calls.Add(lines.Take(CallKey, "a call such as munmap 4-8", Call));
        }

        var scenario = new Scenario
        {
            Reader = reader,
            Readers = readers,
            Writers = writers,
            Calls = calls,
            Repeat = lines.TakeValue("repeat", "a number from 1", Count),
            Undoes = TakeFlag(lines, UndoKey, EachRound),
            Layout = lines.Take("layout", "a layout such as 0-4r 4-8w", LayoutOf),
            RecordsPerPage = lines.TakeValue("records-per-page", "a number from 1, all or choice", ReadRecordsPerPage),
            RwSem = lines.TakeValue("rwsem", "L0, L1 or L2", ReadRwSem),
            Faults = lines.TakeValue("faults", $"none, or some of {KnownFaults}", ReadFaults),
            Invariants = InvariantsOf(lines.Take("invariants", "all, or ids with commas", value => value)),
            MeasuresTearing = TakeFlag(lines, TearingKey, Measured),
            ChecksAlone = TakeFlag(lines, AloneKey, Checked),
            KeepsWitnessOnly = !TakeFlag(lines, LostPagesKey, All),
        };
        lines.RequireEnd();
        return scenario;
    }

    /// <summary>Gets the names of all faults, for messages.</summary>
    public static string KnownFaults => string.Join(", ", FaultNames.Select(known => known.Name));

    /// <summary>Writes faults as the command line takes them.</summary>
    /// <param name="faults">The faults.</param>
    /// <returns>Such as <c>signal, exit</c>, or <c>none</c>.</returns>
    public static string TextOf(Faults faults) => faults == Faults.None
        ? None
        : string.Join(Comma, FaultNames.Where(known => faults.HasFlag(known.Fault)).Select(known => known.Name));

    /// <summary>Reads a number of records per page.</summary>
    /// <param name="text">A number from 1, <c>all</c> or <c>choice</c>.</param>
    /// <returns>The number; null if it is none of these.</returns>
    public static RecordsPerPage? ReadRecordsPerPage(string text) => text switch
    {
        All => RecordsPerPage.All,
        "choice" => RecordsPerPage.Choice,
        _ => Count(text) is { } count and < int.MaxValue ? new RecordsPerPage(count) : null,
    };

    /// <summary>Reads a level of the rwsem.</summary>
    /// <param name="text"><c>L0</c>, <c>L1</c> or <c>L2</c>.</param>
    /// <returns>The level; null if it is none.</returns>
    public static RwSemLevel? ReadRwSem(string text) => text switch
    {
        "L0" => RwSemLevel.L0,
        "L1" => RwSemLevel.L1,
        "L2" => RwSemLevel.L2,
        _ => null,
    };

    /// <summary>Reads faults.</summary>
    /// <param name="text">Names with commas, or <c>none</c>.</param>
    /// <returns>The faults; null if a name is unknown or stands twice.</returns>
    public static Faults? ReadFaults(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == None)
        {
            return Faults.None;
        }

        var faults = Faults.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var fault = FaultNames.FirstOrDefault(known => known.Name == name).Fault;
            if (fault == Faults.None || faults.HasFlag(fault))
            {
                return null;
            }

            faults |= fault;
        }

        return faults;
    }

    /// <summary>Takes a line that is only there when something is switched on.</summary>
    private static bool TakeFlag(HeadLines lines, string key, string value) =>
        lines.IsAt(key) && lines.Take(key, value, text => text == value ? text : null) == value;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal static int? Count(string text) => Number(text) is { } number and > 0 ? number : null;

    internal static WriterAt? Writer(string text)
    {
        var at = text.LastIndexOf(At, StringComparison.Ordinal);
        return at > 0 && Number(text[(at + At.Length)..]) is { } vma ? new WriterAt(text[..at], vma) : null;
    }

    private static ProgramCall? Call(string text)
    {
        try
        {
            return ProgramCallText.Parse(text);
        }
        catch (LayoutException)
        {
            return null;
        }
    }

    private static Layout? LayoutOf(string text)
    {
        try
        {
            return LayoutText.Parse(text);
        }
        catch (LayoutException)
        {
            return null;
        }
    }

    private static string[]? InvariantsOf(string text) => text == All ? null : text.Split(Comma);
}
