namespace LockCheck.Protocols.Writers;

/// <summary>munmap of pages inside the middle VMA: two splits and a hole.</summary>
public sealed class MunmapMidOfMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "munmap-mid-of-mid";

    /// <inheritdoc/>
    public override string Row => "munmap-mid-of-mid";

    /// <inheritdoc/>
    public override int SpareVmas => 2;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotSplit(site, pages: 3);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => MemoryCalls.Munmap(site.Start + 1, site.End - 1);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.InGap(site.Vma, site.Start + 1, site.End - 1), allocations: 1);
}
