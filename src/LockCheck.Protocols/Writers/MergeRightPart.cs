namespace LockCheck.Protocols.Writers;

/// <summary>mprotect of the tail of the middle VMA to the protection of the one above: case 4.</summary>
public sealed class MergeRightPart : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "merge-right-part";

    /// <inheritdoc/>
    public override string Row => "merge-right-part";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotSplit(site, pages: 2) ?? WhyNotMergeAbove(site);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.Mprotect(site.Middle, site.End, WriterSite.ProtOf(site.Above!));

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MemoryCalls.Mprotect(site.Middle, site.End, site.Prot));
}
