namespace LockCheck.Protocols.Writers;

/// <summary>A write critical section that changes nothing a reader reports: the sequence numbers move.</summary>
public sealed class Unrelated : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "any";

    /// <inheritdoc/>
    public override string Row => "any write critical section";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => MemoryCalls.Unrelated();

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.None("nothing changes");
}
