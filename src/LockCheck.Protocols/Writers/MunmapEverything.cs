namespace LockCheck.Protocols.Writers;

/// <summary>munmap of the whole address space.</summary>
public sealed class MunmapEverything : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "munmap-everything";

    /// <inheritdoc/>
    public override string Row => "munmap everything";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => MemoryCalls.Munmap(0, site.LayoutEnd);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.By(
        MapAgain.Everything, allocations: site.LayoutVmas);
}
