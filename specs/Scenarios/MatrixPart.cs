using LockCheck.Specs.Catalog;

namespace LockCheck.Specs.Scenarios;

/// <summary>
/// A part of the matrix: readers of one sort, each against the writers, and what a cell says of them. Every reader is
/// a column of exactly one part, and every writer a row of at least one.
/// </summary>
public abstract class MatrixPart
{
    /// <summary>Gets the parts, in the order in which they are printed.</summary>
    public static IReadOnlyList<MatrixPart> All { get; } =
        [new MapPart(), PromisePart.Answers, PromisePart.Tasks];

    /// <summary>Gets what its readers deliver, in a word.</summary>
    public abstract string Name { get; }

    /// <summary>Gets what stands above its tables; empty for the first part, which needs none.</summary>
    public abstract string Heading { get; }

    /// <summary>Gets whether its readers fill a buffer, so that a setting of its pages is another search.</summary>
    public abstract bool HasPages { get; }

    /// <summary>The columns.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="recordsPerPage">How many records fit into a page of the reader's buffer.</param>
    /// <returns>The columns, in their order.</returns>
    public abstract IReadOnlyList<MatrixColumn> ColumnsOf(Catalogue catalogue, RecordsPerPage recordsPerPage);

    /// <summary>The rows.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <returns>The writers, by name.</returns>
    public abstract IReadOnlyList<WriterProtocol> WritersOf(Catalogue catalogue);

    /// <summary>The scenario of a cell.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="column">The reader.</param>
    /// <param name="writer">The writer's name.</param>
    /// <param name="rwSem">How much of the rwsem is modelled.</param>
    /// <param name="repeat">How many rounds the writer makes.</param>
    /// <param name="undoes">Whether each round is undone.</param>
    /// <returns>The scenario: the writer's own layout, and the invariants behind the codes.</returns>
    /// <exception cref="UnknownNameException">A name is unknown.</exception>
    public virtual Scenario ScenarioOf(
        Catalogue catalogue, MatrixColumn column, string writer, RwSemLevel rwSem, int repeat, bool undoes)
    {
        ArgumentNullException.ThrowIfNull(column);
        return MatrixRunner.ScenarioOf(
            catalogue, column.Reader, writer, column.RecordsPerPage, rwSem, repeat, undoes);
    }

    /// <summary>The codes of what a search found.</summary>
    /// <param name="result">The search.</param>
    /// <returns>The codes, in their order; empty where nothing was found.</returns>
    public abstract string CodesOf(SearchResult result);

    /// <summary>The codes that one of several cells has.</summary>
    /// <param name="cells">The codes of each.</param>
    /// <returns>The codes, in their order.</returns>
    public abstract string Together(IEnumerable<string> cells);

    /// <summary>What a table shows of a cell.</summary>
    /// <param name="codes">Its codes.</param>
    /// <param name="isDeadlocked">Whether a deadlock was found.</param>
    /// <returns>The text; a dot where nothing was found.</returns>
    public abstract string TextOf(string codes, bool isDeadlocked);

    /// <summary>The cell of a search that has been made.</summary>
    /// <param name="scenario">What was searched.</param>
    /// <param name="result">The search.</param>
    /// <returns>The cell.</returns>
    public MatrixCell CellOf(Scenario scenario, SearchResult result) =>
        new() { Scenario = scenario, Codes = CodesOf(result), Result = result };
}
