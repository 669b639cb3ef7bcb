namespace LockCheck.Protocols.Writers;

/// <summary>
/// munmap of the middle VMA, and an mmap in its place that writes the flags of the new VMA once more when it is in the
/// tree already, locked (W-mmap, step 3).
/// </summary>
public sealed class MmapThenFlags : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "mmap-then-flags";

    /// <inheritdoc/>
    public override string Row => "unmap mid + mmap, flags after the tree store";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        Remap((ushort)site.Start, (ushort)site.End, site.FreshProt(), isLocked: true);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.FixedNew(site.Vma, site.Start, site.End), allocations: 1);

    /// <summary>The two calls.</summary>
    internal static async Routine<int> Remap(ushort start, ushort end, byte prot, bool isLocked)
    {
        await MemoryCalls.Munmap(start, end);
        return await MemoryCalls.MmapThenFlags(start, end, prot, isLocked);
    }
}
