namespace LockCheck.Protocols.Writers;

/// <summary>
/// mmap with MAP_FIXED over the whole middle VMA, v6.12 and later, that fails when the old mapping is gone: a
/// real gap, which no reader is to blame for.
/// </summary>
public sealed class MapFixedNewFailing : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "map-fixed-new-failing";

    /// <inheritdoc/>
    public override string Row => "MAP_FIXED-new whole mid, which fails";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.MapFixedNewFailing(site.Start, site.End);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.InGap(site.Vma, site.Start, site.End), allocations: 1);
}
