namespace LockCheck.Protocols.Writers;

/// <summary>All threads of the target exit, the last one first.</summary>
public sealed class ProcessExit : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "process-exit";

    /// <inheritdoc/>
    public override string Row => "exit of all threads of the target";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override bool ChangesTasks => true;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        TaskLife.ExitGroup();

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.Impossible("the process is gone");
}
