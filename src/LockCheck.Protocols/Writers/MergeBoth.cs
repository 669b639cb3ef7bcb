namespace LockCheck.Protocols.Writers;

/// <summary>mprotect of the middle VMA to the protection of both neighbours: case 6.</summary>
public sealed class MergeBoth : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "merge-both";

    /// <inheritdoc/>
    public override string Row => "merge-both(mprotect mid->1)";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        !site.FitsBelow || !site.FitsAbove || WriterSite.ProtOf(site.Below!) != WriterSite.ProtOf(site.Above!)
            ? "no two neighbours that it could merge with"
            : WhyNotNew(site, site.Below!);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MemoryCalls.Mprotect(site.Start, site.End, WriterSite.ProtOf(site.Below!));

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MemoryCalls.Mprotect(site.Start, site.End, site.Prot), allocations: 2);
}
