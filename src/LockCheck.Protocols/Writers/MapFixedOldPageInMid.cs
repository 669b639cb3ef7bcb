namespace LockCheck.Protocols.Writers;

/// <summary>mmap with MAP_FIXED over pages inside the middle VMA, up to v6.11.</summary>
public sealed class MapFixedOldPageInMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "map-fixed-old-page-in-mid";

    /// <inheritdoc/>
    public override string Row => "MAP_FIXED-OLD page in mid";

    /// <inheritdoc/>
    public override int SpareVmas => 3;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotSplit(site, pages: 3);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.MapFixedOld(site.Start + 1, site.Start + 2, site.FreshProt());

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.FixedOld(site.Vma, site.Start + 1, site.Start + 2), allocations: 1);
}
