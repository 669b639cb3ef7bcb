namespace LockCheck.Protocols.Writers;

/// <summary>
/// mremap with MREMAP_MAYMOVE of the middle VMA, which is to be a page longer and has no room: it moves above all
/// others.
/// </summary>
public sealed class MremapMove : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "mremap-move";

    /// <inheritdoc/>
    public override string Row => "mremap_MAYMOVE of mid into a gap";

    /// <inheritdoc/>
    public override string Layout => "0-4r 4-8w 8-12r pages=18";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        site.IsSpecial ? "VM_SPECIAL"
            : site.FreeAbove > 0 ? "it can grow where it is"
            : site.FreeAtTop < site.Pages + 2 ? "no gap above all others that is large enough" : null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        Mremap.Move(site.Start, site.End, site.LayoutEnd + 1, site.LayoutEnd + 2 + site.Pages);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.By(
        () => ShrinkAndReturn((ushort)(site.LayoutEnd + 1), (ushort)site.Start, (ushort)site.End),
        allocations: 2,
        spareVmas: 2);

    private static async Routine<int> ShrinkAndReturn(ushort from, ushort start, ushort end)
    {
        await Mremap.Shrink(from, from + end - start + 1, from + end - start);
        return await Mremap.Fixed(from, from + end - start, start, dontUnmap: false);
    }
}
