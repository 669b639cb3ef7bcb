namespace LockCheck.Protocols.Writers;

/// <summary>mprotect of the tail of the middle VMA: one split.</summary>
public sealed class SplitBack : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "split-back";

    /// <inheritdoc/>
    public override string Row => "split-back";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotSplit(site, pages: 2);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.Mprotect(site.Middle, site.End, site.FreshProt());

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MemoryCalls.Mprotect(site.Middle, site.End, site.Prot));
}
