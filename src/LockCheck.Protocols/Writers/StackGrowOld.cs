namespace LockCheck.Protocols.Writers;

/// <summary>
/// A page fault below a stack, up to v6.4: it grows under the mmap_lock for read, down to the VMA below. There it
/// may touch memory that nobody can access, and the gap between the two is gone.
/// </summary>
public sealed class StackGrowOld : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "stack-grow-old";

    /// <inheritdoc/>
    public override string Row => "a stack grows, up to v6.4";

    /// <inheritdoc/>
    public override string Layout => "0-2r 2-4- 6-8w,growsdown";

    /// <inheritdoc/>
    public override int DefaultAt => 2;

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override Version LastKernel { get; } = new(6, 4);

    /// <inheritdoc/>
    public override bool UsesPageTables => true;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        StackPage.WhyNot(site);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => StackGrowth.FaultOld(StackPage.Of(site));

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.By(
        () => MemoryCalls.Munmap(StackPage.Of(site), site.Start), allocations: 1, spareVmas: 1);
}
