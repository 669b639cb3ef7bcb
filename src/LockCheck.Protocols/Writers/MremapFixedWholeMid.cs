namespace LockCheck.Protocols.Writers;

/// <summary>
/// mremap with MREMAP_FIXED onto the whole middle VMA, of a VMA that touches neither it nor its neighbours and
/// merges with none of them: a fourth one below the three of the other rows.
/// </summary>
public sealed class MremapFixedWholeMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "mremap-fixed-whole-mid";

    /// <inheritdoc/>
    public override string Row => "mremap_FIXED onto one whole VMA";

    /// <inheritdoc/>
    public override string Layout => "0-4x 5-8r 8-12w 12-16r";

    /// <inheritdoc/>
    public override int DefaultAt => 2;

    /// <inheritdoc/>
    public override int SpareVmas => 2;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        site.Elsewhere is null ? "no VMA elsewhere that could be moved onto it" : null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        Mremap.Fixed(site.Elsewhere!.Start, site.Elsewhere.Start + site.Pages, site.Start, dontUnmap: false);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.By(
        () => MapAgain.MovedBack(site, site.End, site.Elsewhere!.Start), allocations: 2);
}
