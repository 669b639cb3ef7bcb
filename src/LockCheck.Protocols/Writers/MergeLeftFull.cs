namespace LockCheck.Protocols.Writers;

/// <summary>mprotect of the middle VMA to the protection of the one below: case 7.</summary>
public sealed class MergeLeftFull : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "merge-left-full";

    /// <inheritdoc/>
    public override string Row => "merge-left-full";

    /// <inheritdoc/>
    public override string Layout => AllDifferent;

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotMergeBelow(site);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.Mprotect(site.Start, site.End, WriterSite.ProtOf(site.Below!));

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MemoryCalls.Mprotect(site.Start, site.End, site.Prot), allocations: 1);
}
