namespace LockCheck.Protocols.Writers;

/// <summary>mmap with MAP_FIXED over the whole last VMA, v6.12 and later.</summary>
public sealed class MapFixedNewWholeLast : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "map-fixed-new-whole-last";

    /// <inheritdoc/>
    public override string Row => "MAP_FIXED-new whole last";

    /// <inheritdoc/>
    public override int DefaultAt => 2;

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => site.IsLast ? null : "not the last VMA";

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.MapFixedNew(site.Start, site.End, site.FreshProt());

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.FixedNew(site.Vma, site.Start, site.End), allocations: 1);
}
