using System.Collections.Immutable;

namespace LockCheck.Kernel.Layouts;

/// <summary>The memory map of a real process, as <see cref="ProcMaps"/> and <see cref="LiveMaps"/> give it: at least
/// one VMA, in address order, without overlap.</summary>
/// <param name="vmas">The VMAs of the mm's tree.</param>
/// <param name="gateVmas">Lines left out because they are not in the mm's tree: the gate VMA [vsyscall].</param>
/// <param name="pageBytes">Size of a page of that machine, in bytes.</param>
public sealed class RealMap(ImmutableArray<RealVma> vmas, int gateVmas = 0, int pageBytes = Layout.PageBytesDefault)
{
    /// <summary>The VMAs of the mm's tree.</summary>
    public ImmutableArray<RealVma> Vmas { get; } = vmas.IsDefaultOrEmpty
        ? throw new ArgumentException("a map has at least one VMA", nameof(vmas))
        : vmas;

    /// <summary>Lines left out because they are not in the mm's tree: the gate VMA [vsyscall].</summary>
    public int GateVmas { get; } = gateVmas;

    /// <summary>Size of a page of that machine, in bytes.</summary>
    public int PageBytes { get; } = pageBytes;
}
