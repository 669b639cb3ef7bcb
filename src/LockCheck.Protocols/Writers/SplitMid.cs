namespace LockCheck.Protocols.Writers;

/// <summary>mprotect of pages inside the middle VMA: two splits.</summary>
public sealed class SplitMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "split-mid";

    /// <inheritdoc/>
    public override string Row => "split-mid";

    /// <inheritdoc/>
    public override int SpareVmas => 2;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotSplit(site, pages: 3);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.Mprotect(site.Start + 1, site.End - 1, site.FreshProt());

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MemoryCalls.Mprotect(site.Start + 1, site.End - 1, site.Prot));
}
