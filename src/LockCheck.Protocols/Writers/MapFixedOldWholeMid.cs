namespace LockCheck.Protocols.Writers;

/// <summary>mmap with MAP_FIXED over the whole middle VMA, up to v6.11: a hole before the new mapping.</summary>
public sealed class MapFixedOldWholeMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "map-fixed-old-whole-mid";

    /// <inheritdoc/>
    public override string Row => "MAP_FIXED-OLD whole mid";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.MapFixedOld(site.Start, site.End, site.FreshProt());

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.FixedOld(site.Vma, site.Start, site.End), allocations: 1);
}
