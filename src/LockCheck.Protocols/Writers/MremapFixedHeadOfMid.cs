namespace LockCheck.Protocols.Writers;

/// <summary>
/// mremap with MREMAP_FIXED of the last pages of the VMA above onto the head of the middle one, which is cut. In
/// its own layout what is moved merges with the VMA below.
/// </summary>
public sealed class MremapFixedHeadOfMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "mremap-fixed-head-of-mid";

    /// <inheritdoc/>
    public override string Row => "mremap_FIXED onto head of mid (cuts it)";

    /// <inheritdoc/>
    public override int SpareVmas => 3;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        site.Above is not { } source ? "no VMA above to move pages from"
            : source.Pages < site.Pages / 2 ? "the VMA above is too small"
            : WhyNotSplit(site, pages: 2);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        Mremap.Fixed(site.Above!.End - (site.Middle - site.Start), site.Above.End, site.Start, dontUnmap: false);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.By(
        () => MapAgain.MovedBack(site, site.Middle, site.Above!.End - (site.Middle - site.Start)), allocations: 4);
}
