namespace LockCheck.Protocols.Writers;

/// <summary>
/// As <see cref="MmapThenFlags"/> before v6.4.3 (33313a747e81, 1c7873e33645): the new VMA is in the tree and is not
/// locked when its flags are written (protocols.md 5, number 41).
/// </summary>
public sealed class MmapUnlockedVma : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "mmap-unlocked-vma";

    /// <inheritdoc/>
    public override string Row => "unmap mid + mmap of an unlocked VMA, flags after the tree store, v6.4";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.B;

    /// <inheritdoc/>
    public override Version LastKernel { get; } = new(6, 4);

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        MmapThenFlags.Remap((ushort)site.Start, (ushort)site.End, site.FreshProt(), isLocked: false);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) =>
        Undoing.By(() => MapAgain.FixedNew(site.Vma, site.Start, site.End), allocations: 1);
}
