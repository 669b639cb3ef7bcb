namespace LockCheck.Protocols.Writers;

/// <summary>mprotect of the middle VMA to the protection of the one above: case 8.</summary>
public sealed class MergeRightFull : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "merge-right-full";

    /// <inheritdoc/>
    public override string Row => "merge-right-full";

    /// <inheritdoc/>
    public override string Layout => AllDifferent;

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotMergeAbove(site);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.Mprotect(site.Start, site.End, WriterSite.ProtOf(site.Above!));

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MemoryCalls.Mprotect(site.Start, site.End, site.Prot), allocations: 1);
}
