namespace LockCheck.Protocols.Writers;

/// <summary>
/// munmap of the middle VMA, and another process that gets the same VMA object, for a range above all of the
/// target's.
/// </summary>
public sealed class UnmapMidForeignReuse : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "unmap-mid-foreign-reuse";

    /// <inheritdoc/>
    public override string Row => "unmap mid + foreign reuse hi";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override bool UsesForeignMm => true;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        Reuse((ushort)site.Start, (ushort)site.End, (ushort)(site.LayoutEnd + 8), site.Prot);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.By(() => PutBack(site), allocations: 1);

    private static async Routine<int> Reuse(ushort start, ushort end, ushort foreign, byte prot)
    {
        await MemoryCalls.Munmap(start, end);
        return await ForeignProcess.Mmap(foreign, foreign + 10, prot);
    }

    private static Routine<int> PutBack(WriterSite site) => PutBack(
        (ushort)site.Start,
        (ushort)site.End,
        (ushort)(site.LayoutEnd + 8),
        MapAgain.AttributesOf(site.Vma, site.Start));

    private static async Routine<int> PutBack(ushort start, ushort end, ushort foreign, VmaAttributes attributes)
    {
        await ForeignProcess.Munmap(foreign, foreign + 10);
        return await MapAgain.InGap(start, end, attributes);
    }
}
