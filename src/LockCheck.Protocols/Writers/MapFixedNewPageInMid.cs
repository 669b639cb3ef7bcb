namespace LockCheck.Protocols.Writers;

/// <summary>mmap with MAP_FIXED over pages inside the middle VMA, v6.12 and later.</summary>
public sealed class MapFixedNewPageInMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "map-fixed-new-page-in-mid";

    /// <inheritdoc/>
    public override string Row => "MAP_FIXED-new page in mid";

    /// <inheritdoc/>
    public override int SpareVmas => 3;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotSplit(site, pages: 3);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.MapFixedNew(site.Start + 1, site.Start + 2, site.FreshProt());

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.FixedNew(site.Vma, site.Start + 1, site.Start + 2), allocations: 1);
}
