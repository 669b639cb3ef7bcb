using System.Globalization;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Coyote.Cases;

/// <summary>
/// A scenario as <c>key: value</c> pairs: the lines of a schedule's head, in any order, with the defaults of
/// <c>lockcheck check</c> for those that are missing.
/// </summary>
internal sealed class ScenarioPairs
{
    private const string Writer = "writer";
    private const string All = "all";
    private const string At = " at ";

    private static readonly string[] Keys =
    [
        "reader", "readers", Writer, "repeat", "undo", "layout", "records-per-page", "rwsem", "faults", "invariants",
        "tearing", "lost-pages",
    ];

    private readonly List<(string Key, string Value)> _pairs = [];

    private ScenarioPairs(string text)
    {
        foreach (var pair in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            var key = colon < 0 ? pair : pair[..colon].TrimEnd();
            if (colon < 0 || !Keys.Contains(key))
            {
                throw new ScenarioException($"`{pair}` is no pair of a known key and a value.");
            }

            if (key != Writer && _pairs.Exists(other => other.Key == key))
            {
                throw new ScenarioException($"`{key}` stands twice.");
            }

            _pairs.Add((key, pair[(colon + 1)..].TrimStart()));
        }
    }

    /// <summary>Gets the keys, for messages.</summary>
    public static string KnownKeys => string.Join(", ", Keys);

    /// <summary>Reads a scenario.</summary>
    /// <exception cref="ScenarioException">A pair is wrong; it says which, and what was expected.</exception>
    /// <exception cref="UnknownNameException">A name is unknown.</exception>
    public static Scenario Read(Catalogue catalogue, string text) => new ScenarioPairs(text).ToScenario(catalogue);

    private Scenario ToScenario(Catalogue catalogue)
    {
        var reader = catalogue.Reader(Take("reader", "a name", value => value, null));
        var writers = _pairs.Where(pair => pair.Key == Writer)
            .Select(pair => Placed(catalogue, pair.Value))
            .Where(placed => !placed.Writer.DoesNothing)
            .ToList();
        var layout = Take("layout", "a layout such as 0-4r 4-8w", LayoutOf, null, () => LayoutText.Parse(
            DefaultLayout.Of(catalogue, [.. writers.Select(placed => new WriterAt(placed.Writer.Name, 0))])));
        var invariants = Take("invariants", "all, or ids with commas", IdsOf, []);
        foreach (var id in invariants)
        {
            _ = catalogue.NewInvariant(id);
        }

        return new Scenario
        {
            Reader = reader.Name,
            Readers = TakeValue("readers", "a number from 1", Count, 1),
            Writers = [.. writers.Select(placed => new WriterAt(
                placed.Writer.Name, placed.Vma ?? PlaceOf(placed.Writer, layout)))],
            Repeat = TakeValue("repeat", "a number from 1", Count, 1),
            Undoes = TakeFlag("undo", "each round"),
            Layout = layout,
            RecordsPerPage = TakeValue(
                "records-per-page", "a number from 1, all or choice", ScenarioHead.ReadRecordsPerPage, new(1)),
            RwSem = TakeValue("rwsem", "L0, L1 or L2", ScenarioHead.ReadRwSem, RwSemLevel.L1),
            Faults = TakeValue(
                "faults", $"none, or some of {ScenarioHead.KnownFaults}", ScenarioHead.ReadFaults, Faults.None),
            Invariants = invariants.Length == 0 ? null : invariants,
            MeasuresTearing = TakeFlag("tearing", "measured") ||
                (invariants.Length == 0 ? reader.Promises : invariants).Contains("I7"),
            KeepsWitnessOnly = !TakeFlag("lost-pages", All),
        };
    }

    private static (WriterProtocol Writer, int? Vma) Placed(Catalogue catalogue, string text)
    {
        var at = text.LastIndexOf(At, StringComparison.Ordinal);
        return at < 0
            ? (catalogue.Writer(text), null)
            : (catalogue.Writer(text[..at].TrimEnd()), Number(text[(at + At.Length)..].Trim()) ??
                throw Wrong(Writer, text, "NAME, or NAME at NUMBER"));
    }

    /// <summary>The writer's own place, or the first one where it can work.</summary>
    private static int PlaceOf(WriterProtocol writer, Layout layout)
    {
        var places = WriterPlaces.Of(writer, layout);
        var own = places.Where(place => place.Vma == writer.DefaultAt);
        return own.Concat(places).FirstOrDefault(place => place.WhyNot is null)?.Vma ?? throw new ScenarioException(
            $"The writer {writer.Name} can work on none of the {places.Count} VMAs of the layout.");
    }

    private T Take<T>(string key, string expected, Func<string, T?> read, T? missing, Func<T>? orElse = null)
        where T : class =>
        ValueOf(key) is not { } value
            ? missing ?? orElse?.Invoke() ?? throw new ScenarioException($"There is no `{key}: ` in it.")
            : read(value) ?? throw Wrong(key, value, expected);

    private T TakeValue<T>(string key, string expected, Func<string, T?> read, T missing)
        where T : struct =>
        ValueOf(key) is not { } value ? missing : read(value) ?? throw Wrong(key, value, expected);

    private bool TakeFlag(string key, string only) =>
        ValueOf(key) is { } value && (value == only ? true : throw Wrong(key, value, only));

    private string? ValueOf(string key) =>
        _pairs.Where(pair => pair.Key == key).Select(pair => pair.Value).FirstOrDefault();

    private static ScenarioException Wrong(string key, string found, string expected) =>
        new($"Found: `{key}: {found}`. Expected: `{key}: ` and {expected}.");

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Count(string text) => Number(text) is { } number and > 0 ? number : null;

    private static string[] IdsOf(string text) =>
        text == All ? [] : text.Split(',', StringSplitOptions.TrimEntries);

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
}
