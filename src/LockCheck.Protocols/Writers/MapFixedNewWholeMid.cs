namespace LockCheck.Protocols.Writers;

/// <summary>mmap with MAP_FIXED over the whole middle VMA, v6.12 and later: no hole.</summary>
public sealed class MapFixedNewWholeMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "map-fixed-new-whole-mid";

    /// <inheritdoc/>
    public override string Row => "MAP_FIXED-new whole mid";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.MapFixedNew(site.Start, site.End, site.FreshProt());

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.FixedNew(site.Vma, site.Start, site.End), allocations: 1);
}
