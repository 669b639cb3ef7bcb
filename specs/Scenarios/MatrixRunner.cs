using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;

namespace LockCheck.Specs.Scenarios;

/// <summary>
/// Fills the matrix of protocols.md 6.1: one reader against one writer, on the writer's own layout, with the codes of
/// that table. A code says what can happen, whether or not the reader promises otherwise.
/// </summary>
public static class MatrixRunner
{
    private const char Crash = 'C';

    private static readonly (char Code, string Invariant)[] Codes =
    [
        ('G', "I1"),
        ('D', "I5"),
        ('O', "I4'"),
        ('E', "E"),
        ('P', "I3"),
        (Crash, "I10"),
    ];

    /// <summary>Gets the codes in their order, each with the invariant behind it.</summary>
    public static IReadOnlyList<(char Code, string Invariant)> Legend => Codes;

    /// <summary>The scenario of a cell.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="reader">The reader's name.</param>
    /// <param name="writer">The writer's name.</param>
    /// <param name="recordsPerPage">How many records fit into one page of the reader's buffer.</param>
    /// <param name="rwSem">How much of the rwsem is modelled.</param>
    /// <param name="repeat">How many rounds the writer makes.</param>
    /// <param name="undoes">Whether each round is undone.</param>
    /// <returns>The scenario: the writer's own layout, and the invariants behind the codes.</returns>
    /// <exception cref="UnknownNameException">A name is unknown.</exception>
    public static Scenario ScenarioOf(
        Catalogue catalogue,
        string reader,
        string writer,
        RecordsPerPage recordsPerPage,
        RwSemLevel rwSem,
        int repeat,
        bool undoes = false)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var workload = catalogue.Writer(writer);
        return new Scenario
        {
            Reader = catalogue.Reader(reader).Name,
            Writers = workload.DoesNothing ? [] : [new WriterAt(writer, workload.DefaultAt)],
            Repeat = repeat,
            Undoes = undoes,
            Layout = LayoutText.Parse(workload.Layout),
            RecordsPerPage = recordsPerPage,
            RwSem = rwSem,
            Invariants = [.. Codes.Select(code => code.Invariant)],
        };
    }

    /// <summary>Says why a cell is empty: no kernel has both, or they do not go together.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="reader">The reader's name.</param>
    /// <param name="writer">The writer's name.</param>
    /// <returns>Null if the two can meet.</returns>
    /// <exception cref="UnknownNameException">A name is unknown.</exception>
    public static string? WhyNot(Catalogue catalogue, string reader, string writer)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return CommonKernel.WhyNot(catalogue.Reader(reader), [catalogue.Writer(writer)]);
    }

    /// <summary>Runs one cell.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="reader">The reader's name.</param>
    /// <param name="writer">The writer's name.</param>
    /// <param name="recordsPerPage">How many records fit into one page of the reader's buffer.</param>
    /// <param name="rwSem">How much of the rwsem is modelled.</param>
    /// <param name="repeat">How many rounds the writer makes.</param>
    /// <param name="undoes">Whether each round is undone.</param>
    /// <param name="options">Bounds and switches; null for an exhaustive search without bounds.</param>
    /// <param name="cancellation">Ends the search early; the cell is then inconclusive.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="UnknownNameException">A name is unknown.</exception>
    public static MatrixCell Run(
        Catalogue catalogue,
        string reader,
        string writer,
        RecordsPerPage recordsPerPage,
        RwSemLevel rwSem,
        int repeat,
        bool undoes = false,
        SearchOptions? options = null,
        CancellationToken cancellation = default)
    {
        var scenario = ScenarioOf(catalogue, reader, writer, recordsPerPage, rwSem, repeat, undoes);
        var result = Explorer.Search(scenario.Build(catalogue), options, cancellation);
        return CellOf(scenario, result);
    }

    /// <summary>The cell of a search that has been made.</summary>
    /// <param name="scenario">What was searched.</param>
    /// <param name="result">The search.</param>
    /// <returns>The cell.</returns>
    public static MatrixCell CellOf(Scenario scenario, SearchResult result) =>
        new() { Scenario = scenario, Codes = CodesOf(result), Result = result };

    /// <summary>The codes of what a search found.</summary>
    /// <param name="result">The search.</param>
    /// <returns>The codes, in the order G D O E P C.</returns>
    public static string CodesOf(SearchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return string.Concat(
            Codes.Where(code => result.Findings.Any(finding => Has(finding, code))).Select(code => code.Code));
    }

    /// <summary>C also stands for what the engine itself calls a crash: a routine that throws, for one.</summary>
    private static bool Has(Finding finding, (char Code, string Invariant) code) =>
        finding.Property is { } property &&
        (property.Id == code.Invariant || (code.Code == Crash && property.Kind == PropertyKind.Crash));
}
