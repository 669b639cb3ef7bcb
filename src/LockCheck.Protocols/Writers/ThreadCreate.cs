namespace LockCheck.Protocols.Writers;

/// <summary>The target creates a thread, which shares its mm and its files table.</summary>
public sealed class ThreadCreate : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "thread-create";

    /// <inheritdoc/>
    public override string Row => "clone of a thread of the target";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override bool ChangesTasks => true;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        TaskLife.CreateThread();

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.Impossible("a thread that exits is another workload");
}
