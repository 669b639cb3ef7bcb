namespace LockCheck.Protocols.Writers;

/// <summary>mprotect of the head of the middle VMA: one split.</summary>
public sealed class SplitFront : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "split-front";

    /// <inheritdoc/>
    public override string Row => "split-front(mprotect head of mid)";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotSplit(site, pages: 2);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.Mprotect(site.Start, site.Middle, site.FreshProt());

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MemoryCalls.Mprotect(site.Start, site.Middle, site.Prot));
}
