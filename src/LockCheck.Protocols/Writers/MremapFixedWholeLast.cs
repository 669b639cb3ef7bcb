namespace LockCheck.Protocols.Writers;

/// <summary>
/// mremap with MREMAP_FIXED onto the whole last VMA, of a VMA that touches neither it nor its neighbours and
/// merges with none of them: a fourth one below the three of the other rows.
/// </summary>
public sealed class MremapFixedWholeLast : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "mremap-fixed-whole-last";

    /// <inheritdoc/>
    public override string Row => "mremap_FIXED onto whole last VMA";

    /// <inheritdoc/>
    public override string Layout => "0-4x 5-8r 8-12w 12-16r";

    /// <inheritdoc/>
    public override int DefaultAt => 3;

    /// <inheritdoc/>
    public override int SpareVmas => 2;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        !site.IsLast ? "not the last VMA"
            : site.Elsewhere is null ? "no VMA elsewhere that could be moved onto it" : null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        Mremap.Fixed(site.Elsewhere!.Start, site.Elsewhere.Start + site.Pages, site.Start, dontUnmap: false);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.By(
        () => MapAgain.MovedBack(site, site.End, site.Elsewhere!.Start), allocations: 2);
}
