namespace LockCheck.Protocols.Writers;

/// <summary>
/// A thread of the target forks (protocols.md 3, W-fork): each VMA is write-locked, and its page tables are copied. The
/// memory map of the target stays as it is; the child is not modelled (<see cref="Fork"/>).
/// </summary>
public sealed class ForkParent : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "fork";

    /// <inheritdoc/>
    public override string Row => "fork: no change";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => Fork.DupMmap(locksVmas: true);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.None("nothing changes");
}
