using LockCheck.Kernel.Layouts;

namespace LockCheck.Protocols.Writers;

/// <summary>
/// The target execs: the same task, and the same pid, with another mm (protocols.md 3, W-exec). It does so once a run;
/// a second round finds no memory for a third mm.
/// </summary>
public sealed class Exec : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "exec";

    /// <inheritdoc/>
    public override string Row => "exec of another program";

    /// <inheritdoc/>
    public override int SpareVmas => 3;

    /// <inheritdoc/>
    public override Layout? SecondMap(WriterSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return site.OtherProgram();
    }

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => site.LayoutEnd < 4 ? "fewer than 4 pages" : null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => SecondMm.Exec();

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.Impossible("the old program is gone");
}
