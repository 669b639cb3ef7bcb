namespace LockCheck.Protocols.Writers;

/// <summary>
/// munmap of the middle VMA, and another process that gets the same VMA object, unmaps it and exits: its
/// mm_struct is gone.
/// </summary>
public sealed class UnmapMidForeignReuseThenExit : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "unmap-mid-foreign-reuse-then-exit";

    /// <inheritdoc/>
    public override string Row => "unmap mid + foreign reuse hi, unmap and exit";

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
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.InGap(site.Vma, site.Start, site.End), allocations: 1);

    private static async Routine<int> Reuse(ushort start, ushort end, ushort foreign, byte prot)
    {
        await MemoryCalls.Munmap(start, end);
        await ForeignProcess.Mmap(foreign, foreign + 10, prot);
        await ForeignProcess.Munmap(foreign, foreign + 10);
        return await ForeignProcess.Exit();
    }
}
