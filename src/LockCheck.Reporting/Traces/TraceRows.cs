using System.Globalization;
using LockCheck.Engine;

namespace LockCheck.Reporting.Traces;

/// <summary>Makes the rows of a report from an explained run.</summary>
public sealed class TraceRows
{
    private const string Reports = "reports ";
    private const string PassesOver = "passes over ";
    private const string Asks = "asks which VMA covers page ";

    private readonly ModelText _text;
    private readonly MapChanges _maps;
    private readonly List<string> _columns = [];
    private readonly Dictionary<int, int> _lastEnd = [];

    private TraceRows(Trace trace, ModelText text)
    {
        _text = text;
        _maps = new MapChanges(text, trace.InitialDrawing);
        Initial = _maps.Initial;
        var slots = trace.Steps.Select(step => (step.Slot, step.Thread))
            .Concat(trace.Unfinished.Select(thread => (thread.Slot, thread.Thread)))
            .DistinctBy(thread => thread.Slot)
            .OrderBy(thread => thread.Slot)
            .ToList();
        _columns.AddRange(slots.Select(thread => thread.Thread));
        Rows = [.. trace.Steps.Select(step => Row(step, slots.FindIndex(thread => thread.Slot == step.Slot)))];
        var important = Importance.Of(trace);
        Rows = [.. Rows.Select((row, i) => row with { Matters = important.Contains(i) })];
        if (trace.Thrown is { } message)
        {
            var thrown = Rows[^1] with { Notes = [.. Rows[^1].Notes, $"! {message.ReplaceLineEndings(" ")}"] };
            Rows = [.. Rows.SkipLast(1), thrown];
        }
    }

    /// <summary>Gets the names of the threads, in the order of their columns.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Gets the memory map at the beginning.</summary>
    public string Initial { get; }

    /// <summary>Gets the rows, one a step.</summary>
    public IReadOnlyList<TraceRow> Rows { get; }

    /// <summary>Makes the rows.</summary>
    public static TraceRows Of(Trace trace, ModelText text) => new(trace, text);

    /// <summary>What was mapped between two records of a reader, and is in neither, in the order of the run.</summary>
    public static IEnumerable<string> PassedOverIn(TraceRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Rows.SelectMany(row => row.Notes)
            .Where(note => note.StartsWith(PassesOver, StringComparison.Ordinal))
            .Select(note => note[PassesOver.Length..]);
    }

    /// <summary>The range that a detail of a step reports; null for any other detail.</summary>
    internal static ModelRange? ReportedBy(string detail) => detail.StartsWith(Reports, StringComparison.Ordinal)
        ? ModelText.RangesIn(detail).Select(range => (ModelRange?)range).FirstOrDefault()
        : null;

    /// <summary>The page that a detail of a step asks about, below which nothing is missed; null for others.</summary>
    private static int? AskedBy(string detail) =>
        detail.StartsWith(Asks, StringComparison.Ordinal) &&
        int.TryParse(detail[Asks.Length..].Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? page
            : null;

    private TraceRow Row(TraceStep step, int column)
    {
        var notes = new List<string>();
        var records = 0;
        foreach (var detail in step.Details)
        {
            if (ReportedBy(detail) is { } range)
            {
                records++;
                notes.AddRange(PassedOver(step.Slot, range));
                _lastEnd[step.Slot] = range.End;
            }
            else if (AskedBy(detail) is { } page)
            {
                _lastEnd[step.Slot] = page;
            }

            notes.Add(detail);
        }

        var choices = step.Choices.Count == 0 ? string.Empty : $" [{string.Join(", ", step.Choices)}]";
        var operation = step.Operation + choices;
        var change = step.Switch is { } why ? SwitchText(why) : string.Empty;
        return new TraceRow
        {
            Number = step.Number,
            Column = column,
            Switch = change,
            Operation = _text.Show(operation),
            Notes = [.. notes.Select(_text.Show)],
            Map = _maps.After(step.Drawing),
            Shape = ModelText.ShapeOf(string.Join('\n', [$"{column}", change, operation, .. notes])),
            Records = records,
        };
    }

    private static string SwitchText(TraceSwitch change) => change.Reason switch
    {
        SwitchReason.Finished => $"{change.From} has ended",
        SwitchReason.Preempted => "preempted",
        _ when change.BlockedBy.StartsWith("waits for", StringComparison.Ordinal) =>
            "waiting for" + change.BlockedBy["waits for".Length..],
        _ => change.BlockedBy.Length > 0 ? change.BlockedBy : $"{change.From} is blocked",
    };

    /// <summary>What is mapped between a reader's last record and this one, and so is in neither.</summary>
    private IEnumerable<string> PassedOver(int slot, ModelRange record)
    {
        var from = _lastEnd.GetValueOrDefault(slot);
        return _maps.Entries
            .Select(entry => entry.Range)
            .Where(range => range.Start < record.Start && range.End > from && range.Start >= from)
            .Select(range => PassesOver + range.Text);
    }
}
