namespace LockCheck.Protocols.Writers;

/// <summary>munmap of the head of the middle VMA.</summary>
public sealed class MunmapHeadOfMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "munmap-head-of-mid";

    /// <inheritdoc/>
    public override string Row => "munmap-head-of-mid";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotSplit(site, pages: 2);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => MemoryCalls.Munmap(site.Start, site.Middle);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.InGap(site.Vma, site.Start, site.Middle), allocations: 1);
}
