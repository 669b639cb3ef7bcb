namespace LockCheck.Protocols.Writers;

/// <summary>munmap of the middle VMA, and an mmap at a lower address that gets the same VMA object.</summary>
public sealed class ReuseLower : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "reuse-lower";

    /// <inheritdoc/>
    public override string Row => "reuse object at lower addr, same mm";

    /// <inheritdoc/>
    public override string Layout => "2-4r 4-8w 8-12r";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        site.FreeAtBottom < 2 ? "no room at the bottom of the address space" : null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => Reuse((ushort)site.Start, (ushort)site.End, site.Prot);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.By(() => PutBack(site), allocations: 1);

    private static async Routine<int> Reuse(ushort start, ushort end, byte prot)
    {
        await MemoryCalls.Munmap(start, end);
        return await MemoryCalls.Mmap(0, 1, prot);
    }

    private static Routine<int> PutBack(WriterSite site) =>
        PutBack((ushort)site.Start, (ushort)site.End, MapAgain.AttributesOf(site.Vma, site.Start));

    private static async Routine<int> PutBack(ushort start, ushort end, VmaAttributes attributes)
    {
        await MemoryCalls.Munmap(0, 1);
        return await MapAgain.InGap(start, end, attributes);
    }
}
