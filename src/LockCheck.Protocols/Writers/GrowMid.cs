namespace LockCheck.Protocols.Writers;

/// <summary>mmap right after the middle VMA, which grows over the new range: case 2.</summary>
public sealed class GrowMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "grow-mid-into-gap";

    /// <inheritdoc/>
    public override string Row => "grow mid into gap";

    /// <inheritdoc/>
    public override string Layout => "0-2x 2-4r 4-8w";

    /// <inheritdoc/>
    public override int DefaultAt => 2;

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        !site.IsPlainAnonymous ? "no plain anonymous memory" : site.FreeAbove < 2 ? "no gap above" : null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => MemoryCalls.Mmap(site.End, site.End + 2, site.Prot);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MemoryCalls.Munmap(site.End, site.End + 2), allocations: 1);
}
