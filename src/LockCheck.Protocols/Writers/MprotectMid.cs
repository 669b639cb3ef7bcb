namespace LockCheck.Protocols.Writers;

/// <summary>mprotect of the whole middle VMA to a protection of its own: an in-place write of the flags.</summary>
public sealed class MprotectMid : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "mprotect-mid";

    /// <inheritdoc/>
    public override string Row => "in-place mprotect(mid)";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => site.IsSpecial ? "VM_SPECIAL" : null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => MemoryCalls.Mprotect(site.Start, site.End, site.FreshProt());

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MemoryCalls.Mprotect(site.Start, site.End, site.Prot));
}
