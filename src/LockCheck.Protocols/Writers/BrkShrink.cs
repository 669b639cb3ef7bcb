namespace LockCheck.Protocols.Writers;

/// <summary>brk: the middle VMA is the heap, and shrinks to its head.</summary>
public sealed class BrkShrink : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "brk-shrink";

    /// <inheritdoc/>
    public override string Row => "brk down: the tail of mid goes";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        !site.IsPlainAnonymous ? "no plain anonymous memory" : WhyNotSplit(site, pages: 2);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => Brk.Shrink(site.Middle, site.End);
}
