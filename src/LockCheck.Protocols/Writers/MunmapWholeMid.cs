namespace LockCheck.Protocols.Writers;

/// <summary>munmap of the whole middle VMA.</summary>
public sealed class MunmapWholeMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "munmap-whole-mid";

    /// <inheritdoc/>
    public override string Row => "munmap-whole-mid";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => MemoryCalls.Munmap(site.Start, site.End);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.InGap(site.Vma, site.Start, site.End), allocations: 1);
}
