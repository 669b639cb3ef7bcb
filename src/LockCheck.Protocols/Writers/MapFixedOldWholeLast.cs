namespace LockCheck.Protocols.Writers;

/// <summary>mmap with MAP_FIXED over the whole last VMA, up to v6.11.</summary>
public sealed class MapFixedOldWholeLast : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "map-fixed-old-whole-last";

    /// <inheritdoc/>
    public override string Row => "MAP_FIXED-OLD whole last";

    /// <inheritdoc/>
    public override int DefaultAt => 2;

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => site.IsLast ? null : "not the last VMA";

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.MapFixedOld(site.Start, site.End, site.FreshProt());

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.FixedOld(site.Vma, site.Start, site.End), allocations: 1);
}
