using LockCheck.Kernel.Layouts;

namespace LockCheck.Protocols.Writers;

/// <summary>
/// The target dies, and a new task with an mm of its own gets its pid (protocols.md 5, number 8). An open file of /proc
/// belongs to the struct pid, and never sees the new task.
/// </summary>
public sealed class PidReuse : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "pid-reuse";

    /// <inheritdoc/>
    public override string Row => "exit, and a new task with the same pid";

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
    public override Routine<int> Run(WriterSite site) => SecondMm.ReusePid();

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.Impossible("the old program is gone");
}
