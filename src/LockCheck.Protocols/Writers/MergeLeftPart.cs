namespace LockCheck.Protocols.Writers;

/// <summary>mprotect of the head of the middle VMA to the protection of the one below: case 5.</summary>
public sealed class MergeLeftPart : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "merge-left-part";

    /// <inheritdoc/>
    public override string Row => "merge-left-part";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotSplit(site, pages: 2) ?? WhyNotMergeBelow(site);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.Mprotect(site.Start, site.Middle, WriterSite.ProtOf(site.Below!));

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MemoryCalls.Mprotect(site.Start, site.Middle, site.Prot));
}
