using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Reporting.Text;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Invariants;

namespace LockCheck.Reporting.Lists;

/// <summary>What <c>list</c> shows, as text or as JSON.</summary>
/// <param name="catalogue">What there is, with the claims that known defects come from.</param>
/// <param name="shown">What is to be shown of it.</param>
public sealed class ListReport(Catalogue catalogue, Selection shown)
{
    /// <summary>Gets the readers.</summary>
    public IReadOnlyList<ReaderProtocol> Readers => shown.Readers;

    /// <summary>Gets the writers.</summary>
    public IReadOnlyList<WriterProtocol> Writers => shown.Writers;

    /// <summary>Gets the invariants, in the order of their numbers.</summary>
    public IReadOnlyList<Invariant> Invariants { get; } =
    [
        .. InvariantOrder.Sorted(shown.Invariants.Select(invariant => invariant.Id))
            .Select(id => shown.Invariants.First(invariant => invariant.Id == id)),
    ];

    /// <summary>The known defects of a reader, by their claims.</summary>
    public IReadOnlyList<string> DefectsOf(ReaderProtocol reader) => KnownDefects.Of(catalogue, reader);

    /// <summary>How a round of a writer is undone, on its own layout.</summary>
    public static Undoing UndoOf(WriterProtocol writer) =>
        writer.UndoOf(new WriterSite(LayoutText.Parse(writer.Layout), writer.DefaultAt));
}
