namespace LockCheck.Protocols.Writers;

/// <summary>brk: the middle VMA is the heap, and grows.</summary>
public sealed class BrkGrow : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "brk-grow";

    /// <inheritdoc/>
    public override string Row => "brk up: mid grows";

    /// <inheritdoc/>
    public override string Layout => "0-2x 2-4r 4-8w";

    /// <inheritdoc/>
    public override int DefaultAt => 2;

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        !site.IsPlainAnonymous ? "no plain anonymous memory" : site.FreeAbove < 3 ? "no gap above" : null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => Brk.Grow(site.End, site.End + 2, site.Prot);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => Brk.Shrink(site.End, site.End + 2), allocations: 1);
}
