namespace LockCheck.Specs.Claims;

/// <summary>
/// Claims about rows of the bug catalogue (protocols.md 5): the bug is shown where it is, and not where it was mended.
/// </summary>
public abstract class BugClaims : ClaimGroup
{
    private const string Catalogue = "docs/protocols.md 5";

    /// <summary>Gets what tells the whole catalogue from the other claims.</summary>
    protected const string Tag = "bugs";

    /// <summary>The id of the engine's property of readers that run alone.</summary>
    protected static string Alone => Property.Alone.Id;

    /// <summary>One record a page.</summary>
    protected static RecordsPerPage One => new(1);

    /// <summary>All records in one page.</summary>
    protected static RecordsPerPage All => RecordsPerPage.All;

    /// <summary>A page that may be full after every record.</summary>
    protected static RecordsPerPage Choice => RecordsPerPage.Choice;

    /// <summary>The bug is there.</summary>
    /// <param name="row">The number of the row.</param>
    /// <param name="tag">The confidence tag of the row.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="writer">The writer.</param>
    /// <param name="ids">What is broken.</param>
    /// <returns>The claim.</returns>
    protected static Claim Shows(int row, string tag, string reader, string writer, params string[] ids) =>
        Of(row, tag) with { Reader = reader, Writers = [writer], Expected = new Breaks(ids) };

    /// <summary>The bug is not there, or not any more.</summary>
    /// <param name="row">The number of the row.</param>
    /// <param name="tag">The confidence tag of the row.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="writer">The writer.</param>
    /// <param name="ids">What holds.</param>
    /// <returns>The claim.</returns>
    protected static Claim Mended(int row, string tag, string reader, string writer, params string[] ids) =>
        Of(row, tag) with { Reader = reader, Writers = [writer], Expected = new Keeps(ids) };

    /// <summary>
    /// What is said to go on for ever takes others that go on for ever: from every state, the reader that runs alone
    /// ends, or has to wait.
    /// </summary>
    /// <param name="row">The number of the row.</param>
    /// <param name="tag">The confidence tag of the row.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="writer">The writer.</param>
    /// <returns>The claim.</returns>
    protected static Claim EndsAlone(int row, string tag, string reader, string writer) =>
        Mended(row, tag, reader, writer, Alone);

    /// <summary>The row says that there is a bug, and the model finds none.</summary>
    /// <param name="row">The number of the row.</param>
    /// <param name="tag">The confidence tag of the row.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="writer">The writer.</param>
    /// <param name="where">Where it is explained.</param>
    /// <param name="ids">What holds.</param>
    /// <returns>The claim.</returns>
    protected static Claim Harmless(
        int row, string tag, string reader, string writer, string where, params string[] ids) =>
        Of(row, tag) with { Reader = reader, Writers = [writer], Expected = new Refuted(where, ids) };

    /// <summary>The model cannot show the bug.</summary>
    /// <param name="row">The number of the row.</param>
    /// <param name="tag">The confidence tag of the row.</param>
    /// <param name="why">Why not.</param>
    /// <returns>The claim.</returns>
    protected static Claim OutOfReach(int row, string tag, string why) => Of(row, tag) with { OutOfReach = why };

    private static Claim Of(int row, string tag) => new()
    {
        Id = $"#{row}",
        Tags = [Tag],
        Source = $"{Catalogue} #{row} {tag}",
    };
}
