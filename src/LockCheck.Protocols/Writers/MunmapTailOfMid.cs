namespace LockCheck.Protocols.Writers;

/// <summary>munmap of the tail of the middle VMA.</summary>
public sealed class MunmapTailOfMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "munmap-tail-of-mid";

    /// <inheritdoc/>
    public override string Row => "munmap-tail-of-mid";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotSplit(site, pages: 2);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => MemoryCalls.Munmap(site.Middle, site.End);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.InGap(site.Vma, site.Middle, site.End), allocations: 1);
}
