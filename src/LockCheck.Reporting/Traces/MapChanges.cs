using System.Text.RegularExpressions;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Traces;

/// <summary>
/// Follows the memory map through a run. A small map is drawn whole; of the map of a real process, only what a step
/// takes away (<c>-</c>) and adds (<c>+</c>) is shown.
/// </summary>
internal sealed partial class MapChanges
{
    private const int EntriesMax = 12;

    private readonly ModelText _text;
    private readonly bool _showsWhole;
    private string _drawing;

    public MapChanges(ModelText text, string initial)
    {
        _text = text;
        _drawing = initial;
        Entries = Read(initial);
        _showsWhole = !text.HasReal && Entries.Count <= EntriesMax;
        Initial = _showsWhole || Entries.Count == 0
            ? initial
            : $"{Numbers.Of(Entries.Count, "VMA")}, {text.Show(Entries[0].Text)} to {text.Show(Entries[^1].Text)}";
    }

    /// <summary>Gets what the map is at the beginning, in a line.</summary>
    public string Initial { get; }

    /// <summary>Gets the present entries of the map.</summary>
    public IReadOnlyList<MapEntry> Entries { get; private set; }

    /// <summary>Takes the drawing after a step, and says what changed.</summary>
    public IReadOnlyList<string> After(string drawing)
    {
        if (drawing == _drawing)
        {
            return [];
        }

        var before = Entries;
        _drawing = drawing;
        Entries = Read(drawing);
        return _showsWhole || Entries.Count == 0 || before.Count == 0
            ? [drawing]
            :
            [
                .. before.Except(Entries).Select(entry => "- " + Show(entry)),
                .. Entries.Except(before).Select(entry => "+ " + Show(entry)),
            ];
    }

    /// <summary>What the model says of an entry in brackets stands behind its name.</summary>
    private string Show(MapEntry entry) => _text.Show(entry.Text).Replace("(", " (", StringComparison.Ordinal);

    private static List<MapEntry> Read(string drawing) =>
    [
        .. EntryPattern().Matches(drawing)
            .Select(match => new MapEntry(ModelText.RangesIn(match.Value).First(), match.Value)),
    ];

    [GeneratedRegex(
        @"\d+-\d+(?:[rwxs]+|-)?(?:\(fields [^)]*\))?(?:\((?:detached|freed)\))?", RegexOptions.ExplicitCapture)]
    private static partial Regex EntryPattern();
}

/// <summary>One entry of a drawn memory map.</summary>
/// <param name="Range">Where it is.</param>
/// <param name="Text">How the model draws it, with what is special about it.</param>
internal sealed record MapEntry(ModelRange Range, string Text);
