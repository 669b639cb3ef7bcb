namespace LockCheck.Protocols.Writers;

/// <summary>Nobody changes the memory map.</summary>
public sealed class NoWriter : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "none";

    /// <inheritdoc/>
    public override string Row => "none";

    /// <inheritdoc/>
    public override bool DoesNothing => true;

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        throw new NotSupportedException("The workload `none` has no thread.");

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.None("nothing changes");
}
