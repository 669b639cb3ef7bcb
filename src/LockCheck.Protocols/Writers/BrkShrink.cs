namespace LockCheck.Protocols.Writers;

/// <summary>brk: the middle VMA is the heap, and shrinks to its head.</summary>
public sealed class BrkShrink : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "brk-shrink";

    /// <inheritdoc/>
    public override string Row => "brk down: the tail of mid goes";

    // The kernel leaves a page to the next VMA: a heap that touches it could not have grown to there.
    /// <inheritdoc/>
    public override string Layout => "0-4r 4-8w 9-13r";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        !site.IsPlainAnonymous ? "no plain anonymous memory" : WhyNotSplit(site, pages: 2);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => Brk.Shrink(site.Middle, site.End);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => site.FreeAbove == 0
        ? Undoing.Impossible("brk leaves a page to the next VMA")
        : Undoing.By(() => Brk.Grow(site.Middle, site.End, site.Prot), allocations: 1);
}
