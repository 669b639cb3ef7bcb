using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Claims;

/// <summary>
/// A statement about a reader that a search can confirm or refute: a scenario, what must come out, and where that is
/// said.
/// </summary>
public sealed record Claim
{
    /// <summary>
    /// Gets what it stands for: a row of the bug catalogue (protocols.md 5) such as <c>#18</c>, a section of that
    /// document such as <c>6.1</c>. Several claims may stand for one thing.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Gets other names that a filter may use: <c>S4-4</c>, a column or a row of 6.1.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Gets where the statement comes from, with its confidence tag.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the reader: its name, or the title of its column in 6.1.</summary>
    public string Reader { get; init; } = string.Empty;

    /// <summary>Gets how many readers there are.</summary>
    public int Readers { get; init; } = 1;

    /// <summary>
    /// Gets the writers, each by its name or its row in 6.1; none for a reader that is alone. The layout is that of the
    /// first one.
    /// </summary>
    public IReadOnlyList<string> Writers { get; init; } = [];

    /// <summary>
    /// Gets whether it is about the worst over all writers: the reader meets each writer of the catalogue that it can
    /// meet, one at a time, on the writer's own layout.
    /// </summary>
    public bool AgainstEveryWriter { get; init; }

    /// <summary>Gets the writers that <see cref="AgainstEveryWriter"/> leaves out, by their names.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Gets the layout; null for that of the first writer.</summary>
    public string? Layout { get; init; }

    /// <summary>Gets the VMA that the writers work on; null for the place that each has in its own layout.</summary>
    public int? At { get; init; }

    /// <summary>Gets how many records fit into one page.</summary>
    public RecordsPerPage RecordsPerPage { get; init; } = new(1);

    /// <summary>Gets how much of the rwsem is modelled.</summary>
    public RwSemLevel RwSem { get; init; } = RwSemLevel.L1;

    /// <summary>Gets the faults that may strike.</summary>
    public Faults Faults { get; init; }

    /// <summary>Gets how many rounds the writers make.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Gets whether each round is the change and its undoing.</summary>
    public bool Undoes { get; init; }

    /// <summary>Gets what must come out; null for a claim that is <see cref="OutOfReach"/>.</summary>
    public Expectation? Expected { get; init; }

    /// <summary>Gets why the model cannot decide it, whatever readers and writers there are; null if it can.</summary>
    public string? OutOfReach { get; init; }

    /// <summary>Tells whether a reader is the one that it is about.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>Whether its name or its column is <see cref="Reader"/>.</returns>
    public bool IsAbout(ReaderProtocol reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Name == Reader || reader.Column == Reader;
    }

    /// <summary>Says which reader or writer is missing.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <returns>Null if nothing is missing.</returns>
    public string? WhyNot(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        if (OutOfReach is not null)
        {
            return OutOfReach;
        }

        return FindReader(catalogue) is null ? $"there is no reader {Reader}"
            : Writers.FirstOrDefault(writer => FindWriter(catalogue, writer) is null) is { } missing
                ? $"there is no writer {missing}"
            : null;
    }

    /// <summary>The scenarios that decide it; everything that <see cref="WhyNot"/> asks for must be there.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <returns>
    /// One scenario, or one for each writer in the order of the catalogue. Writers that cannot break what is asked for,
    /// because it takes a second mm, are passed by.
    /// </returns>
    public IReadOnlyList<Scenario> ScenariosOf(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        if (!AgainstEveryWriter)
        {
            return [ScenarioOf(catalogue)];
        }

        var reader = FindReader(catalogue)!;
        var needsSecondMm = catalogue.Invariants.Where(invariant => Expected!.Invariants.Contains(invariant.Id))
            .All(invariant => invariant.NeedsSecondMm);
        return
        [
            .. catalogue.Writers
                .Where(writer => !Except.Contains(writer.Name))
                .Where(writer => MatrixRunner.WhyNot(catalogue, reader.Name, writer.Name) is null)
                .Where(writer => !needsSecondMm || writer.GivesSecondMm)
                .Select(writer => ScenarioOf(reader, [writer])),
        ];
    }

    /// <summary>The scenario that decides it; everything that <see cref="WhyNot"/> asks for must be there.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <returns>The scenario: only the invariants that matter.</returns>
    public Scenario ScenarioOf(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return ScenarioOf(
            FindReader(catalogue)!, Writers.Select(name => FindWriter(catalogue, name)!));
    }

    private static WriterProtocol? FindWriter(Catalogue catalogue, string name) =>
        catalogue.Writers.FirstOrDefault(writer => writer.Name == name || writer.Row == name);

    private ReaderProtocol? FindReader(Catalogue catalogue) => catalogue.Readers.FirstOrDefault(IsAbout);

    private Scenario ScenarioOf(ReaderProtocol reader, IEnumerable<WriterProtocol> workloads)
    {
        var writers = workloads.Where(writer => !writer.DoesNothing).ToList();
        return new Scenario
        {
            Reader = reader.Name,
            Readers = Readers,
            Writers = [.. writers.Select(writer => new WriterAt(writer.Name, At ?? writer.DefaultAt))],
            Repeat = Repeat,
            Undoes = Undoes,
            Layout = LayoutText.Parse(Layout ?? (writers.Count > 0 ? writers[0].Layout : "0-4r 4-8w 8-12r")),
            RecordsPerPage = RecordsPerPage,
            RwSem = RwSem,
            Faults = Faults,
            Invariants = Expected!.Invariants,
            ChecksAlone = Expected.ChecksAlone,
        };
    }
}
