namespace LockCheck.Protocols.Writers;

/// <summary>The target closes its first file.</summary>
public sealed class CloseFile : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "close-file";

    /// <inheritdoc/>
    public override string Row => "close() of a file that the target has open";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override bool ChangesTasks => true;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        TaskLife.Close(fd: 0);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.Impossible("another open() is another file");
}
