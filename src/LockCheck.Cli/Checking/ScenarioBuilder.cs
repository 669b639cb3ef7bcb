using LockCheck.Cli.Options;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Traces;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Looks up the names and files of a request, and puts the scenario together.</summary>
internal sealed class ScenarioBuilder(CheckRequest request, Catalogue catalogue)
{
    private readonly List<string> _remarks = [];

    /// <summary>Gets what the user should know about the choices that were made, a line each.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>The scenario, without a writer's place when each is to be tried.</summary>
    public Scenario Build() => Build(null, [.. request.Calls.Select(ProgramCallText.Parse)]);

    /// <summary>The scenario of a window: on its own layout, with its calls.</summary>
    public Scenario Build(Layout? window, IReadOnlyList<ProgramCall> calls)
    {
        var reader = catalogue.Reader(request.Reader);
        var writers = request.Writers.Select(catalogue.Writer).Where(writer => !writer.DoesNothing).ToList();
        foreach (var id in request.Invariants ?? [])
        {
            _ = catalogue.NewInvariant(id);
        }

        var layout = window ?? LayoutOf(writers);
        var places = request.AtEach
            ? []
            : writers.ConvertAll(writer => new WriterAt(writer.Name, Place(writer, layout)));
        if (request.Undoes)
        {
            RemarkWhatIsNotUndone(writers, places, layout);
        }

        return new Scenario
        {
            Reader = reader.Name,
            Readers = request.Readers,
            Writers = places,
            Calls = calls,
            Repeat = request.Repeat,
            Undoes = request.Undoes,
            Layout = layout,
            RecordsPerPage = request.RecordsPerPage,
            RwSem = request.RwSem,
            Faults = request.Faults,
            Invariants = request.Invariants,
            MeasuresTearing = request.MeasuresTearing || (request.Invariants ?? reader.Promises).Contains("I7"),
            ChecksAlone = request.ChecksAlone,
            KeepsWitnessOnly = request.KeepsWitnessOnly,
        };
    }

    private static bool IsProcess(string maps) =>
        maps == CliOptions.Self || (maps.Length > 0 && maps.All(char.IsAsciiDigit));

    private Layout LayoutOf(List<WriterProtocol> writers)
    {
        if (request.Maps is { } maps)
        {
            var real = IsProcess(maps) ? LiveMaps.Read(maps) : ProcMaps.ReadFile(maps);
            if (real.GateVmas > 0)
            {
                _remarks.Add("[vsyscall] is left out: it belongs to no process.");
            }

            return MapsScaler.Scale(real);
        }

        return LayoutText.Parse(request.Layout is { } text ? TextOf(text) : DefaultLayout.Of(
            catalogue, [.. writers.Select(writer => new WriterAt(writer.Name, writer.DefaultAt))]));
    }

    /// <summary>A layout as it was given, or the text of the file that has this name.</summary>
    private static string TextOf(string layout)
    {
        try
        {
            return File.Exists(layout) ? File.ReadAllText(layout) : layout;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"The layout file {layout} cannot be read ({exception.Message.TrimEnd('.')}). Usual cause: a file of "
                + "another user. Check its permissions.",
                exception);
        }
    }

    private void RemarkWhatIsNotUndone(List<WriterProtocol> writers, List<WriterAt> places, Layout layout)
    {
        foreach (var writer in writers)
        {
            var reasons = WriterPlaces.Of(writer, layout)
                .Where(place => place.WhyNot is null &&
                    (request.AtEach || places.Contains(new WriterAt(writer.Name, place.Vma))))
                .Select(place => writer.UndoOf(new WriterSite(layout, place.Vma)).WhyNot)
                .OfType<string>()
                .Distinct();
            _remarks.AddRange(reasons.Select(why => request.AtEach
                ? $"{writer.Name} is not undone everywhere: {why}"
                : $"{writer.Name} is not undone: {why}"));
        }
    }

    private int Place(WriterProtocol writer, Layout layout)
    {
        if (request.At is { } at)
        {
            // Whether the writer can work there is asked when the model is built.
            return at;
        }

        var places = WriterPlaces.Of(writer, layout);
        if (request.Maps is null && writer.DefaultAt < places.Count && places[writer.DefaultAt].WhyNot is null)
        {
            return writer.DefaultAt;
        }

        var first = places.FirstOrDefault(place => place.WhyNot is null) ?? throw new UsageException(
            $"The writer {writer.Name} can work on none of the {places.Count} VMAs: {PlacesText.Reasons(places)}. "
            + "Choose another writer, or another layout.");
        _remarks.Add($"{writer.Name} works on VMA {first.Vma} ({new ModelText(layout).Show(layout.Vmas[first.Vma])}), "
            + "the first one where it can; --at takes another, --at each tries them all");
        return first.Vma;
    }
}
