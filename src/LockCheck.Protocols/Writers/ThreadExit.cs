namespace LockCheck.Protocols.Writers;

/// <summary>A thread of the target, not its leader, exits; the others go on.</summary>
public sealed class ThreadExit : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "thread-exit";

    /// <inheritdoc/>
    public override string Row => "exit of a thread of the target";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override bool ChangesTasks => true;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        TaskLife.Exit(KernelModel.Current.Settings.Tasks!.World.Thread);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.Impossible("the thread is gone");
}
