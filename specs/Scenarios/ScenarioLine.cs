using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;

namespace LockCheck.Specs.Scenarios;

/// <summary>
/// A scenario on one line, to be typed: the pairs <c>key: value</c> of <see cref="ScenarioHead"/> with <c>;</c> between
/// them, in any order. Only the reader must be there; for what is missing stand the defaults of <c>lockcheck check</c>,
/// also for the place of a writer that is given as its name alone.
/// </summary>
public static class ScenarioLine
{
    private const string WriterKey = "writer";

    private static readonly string[] Keys =
    [
        "reader", "readers", WriterKey, ScenarioHead.CallKey, "repeat", ScenarioHead.UndoKey, "layout",
        "records-per-page", "rwsem", "faults",
        "invariants", ScenarioHead.TearingKey, ScenarioHead.AloneKey, ScenarioHead.LostPagesKey,
    ];

    /// <summary>Gets the keys, for messages.</summary>
    public static string KnownKeys => string.Join(", ", Keys);

    /// <summary>Reads a scenario.</summary>
    /// <param name="text">Such as <c>reader: task_vma/v7; writer: split-front; repeat: 2</c>.</param>
    /// <param name="catalogue">What names and defaults are asked of.</param>
    /// <returns>The scenario; whether its parts fit together is asked when its model is built.</returns>
    /// <exception cref="ScenarioException">A pair cannot be read, stands twice, or there is no reader.</exception>
    /// <exception cref="UnknownNameException">A name is unknown.</exception>
    public static Scenario Parse(string text, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(catalogue);
        var pairs = PairsOf(text);
        var reader = catalogue.Reader(
            ValueOf(pairs, "reader") ?? throw Wrong($"no reader in `{text.Trim()}`", "a pair `reader: NAME`"));
        var invariants = ValueOf(pairs, "invariants") is { } ids and not ScenarioHead.All
            ? ids.Split(',', StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToArray()
            : null;
        foreach (var id in invariants ?? [])
        {
            _ = catalogue.NewInvariant(id);
        }

        var named = pairs.FindAll(pair => pair.Key == WriterKey).ConvertAll(pair => Named(pair.Value, catalogue));
        var layout = LayoutOf(ValueOf(pairs, "layout")
            ?? DefaultLayout.Of(catalogue, named.ConvertAll(writer => new WriterAt(writer.Writer.Name, 0))));
        return new Scenario
        {
            Reader = reader.Name,
            Readers = Read(pairs, "readers", $"a number from 1 to {KernelModel.MaxActors}", Readers) ?? 1,
            Writers = named.ConvertAll(
                writer => new WriterAt(writer.Writer.Name, writer.Vma ?? PlaceOf(writer.Writer, layout))),
            Calls = [.. pairs.Where(pair => pair.Key == ScenarioHead.CallKey).Select(pair => CallOf(pair.Value))],
            Repeat = Read(pairs, "repeat", "a number from 1", ScenarioHead.Count) ?? 1,
            Undoes = IsOn(pairs, ScenarioHead.UndoKey, ScenarioHead.EachRound),
            Layout = layout,
            RecordsPerPage = Read(
                pairs,
                "records-per-page",
                "a number from 1, all or choice",
                ScenarioHead.ReadRecordsPerPage) ?? new RecordsPerPage(1),
            RwSem = Read(pairs, "rwsem", "L0, L1 or L2", ScenarioHead.ReadRwSem) ?? RwSemLevel.L1,
            Faults = Read(
                pairs,
                "faults",
                $"none, or some of {ScenarioHead.KnownFaults}",
                ScenarioHead.ReadFaults) ?? Faults.None,
            Invariants = invariants,
            MeasuresTearing = IsOn(pairs, ScenarioHead.TearingKey, ScenarioHead.Measured)
                || (invariants ?? reader.Promises).Contains("I7"),
            ChecksAlone = IsOn(pairs, ScenarioHead.AloneKey, ScenarioHead.Checked),
            KeepsWitnessOnly = !IsOn(pairs, ScenarioHead.LostPagesKey, ScenarioHead.All),
        };
    }

    /// <summary>
    /// The VMA that <c>lockcheck check</c> gives a writer: its own, or the first one where it can work, or its own
    /// again, where building the model says why it cannot.
    /// </summary>
    private static int PlaceOf(WriterProtocol writer, Layout layout)
    {
        var places = WriterPlaces.Of(writer, layout);
        return writer.DefaultAt < places.Count && places[writer.DefaultAt].WhyNot is null
            ? writer.DefaultAt
            : places.FirstOrDefault(place => place.WhyNot is null)?.Vma ?? writer.DefaultAt;
    }

    /// <summary>A writer with its place, or its name alone.</summary>
    private static (WriterProtocol Writer, int? Vma) Named(string value, Catalogue catalogue) =>
        ScenarioHead.Writer(value) is { } at ? (catalogue.Writer(at.Writer), at.Vma) : (catalogue.Writer(value), null);

    private static Layout LayoutOf(string text)
    {
        try
        {
            return LayoutText.Parse(text);
        }
        catch (LayoutException exception)
        {
            throw new ScenarioException(exception.Message, exception);
        }
    }

    private static ProgramCall CallOf(string text)
    {
        try
        {
            return ProgramCallText.Parse(text);
        }
        catch (LayoutException exception)
        {
            throw new ScenarioException(exception.Message, exception);
        }
    }

    private static int? Readers(string text) =>
        ScenarioHead.Count(text) is { } count and <= KernelModel.MaxActors ? count : null;

    private static List<(string Key, string Value)> PairsOf(string text)
    {
        var pairs = new List<(string Key, string Value)>();
        foreach (var part in Split(text))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var key = colon < 0 ? string.Empty : part[..colon].Trim();
            if (!Keys.Contains(key))
            {
                throw Wrong($"`{part}`", $"`key: value` with one of the keys {KnownKeys}");
            }

            if (key is not (WriterKey or ScenarioHead.CallKey) && pairs.Exists(pair => pair.Key == key))
            {
                throw Wrong($"a second `{key}`", $"`{key}` at most once");
            }

            pairs.Add((key, part[(colon + 1)..].Trim()));
        }

        return pairs;
    }

    /// <summary>The parts between semicolons; one in the quotes of a layout separates nothing.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == '\\' && isQuoted)
            {
                i++;
            }
            else if (text[i] == ';' && !isQuoted)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        yield return text[start..].Trim();
    }

    private static string? ValueOf(List<(string Key, string Value)> pairs, string key) =>
        pairs.Find(pair => pair.Key == key).Value;

    private static T? Read<T>(
        List<(string Key, string Value)> pairs, string key, string expected, Func<string, T?> read)
        where T : struct =>
        ValueOf(pairs, key) is not { } value ? null
        : read(value) ?? throw Wrong($"`{key}: {value}`", $"`{key}: ` and {expected}");

    private static bool IsOn(List<(string Key, string Value)> pairs, string key, string value) =>
        Read<bool>(pairs, key, value, text => text == value ? true : null) ?? false;

    private static ScenarioException Wrong(string found, string expected) => new(
        $"The text names no scenario. Found: {found}. Expected: {expected}. Usual cause: a slip, or a blank part "
        + "between two `;`. Write pairs such as `reader: task_vma/v7; writer: split-front; repeat: 2`.");
}
