using System.Globalization;
using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Recordings;

/// <summary>What the kernel knows of a VMA, in pages from the start of a region.</summary>
/// <param name="Start">The first page.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Flags">vm_flags.</param>
/// <param name="Pgoff">vm_pgoff; of anonymous memory from the start of the region.</param>
/// <param name="AnonVma">A number of the anon_vma, 0 for none.</param>
/// <param name="IsSingular">Whether its chain has at most one entry.</param>
public readonly record struct KernelRow(
    long Start, long End, VmFlags Flags, long Pgoff, long AnonVma, bool IsSingular)
{
    /// <summary>The line: <c>5-7 flags 100073 pgoff 5 anon_vma 1</c>.</summary>
    public override string ToString()
    {
        var chain = IsSingular ? string.Empty : ", from a parent";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Start}-{End} flags {(ulong)Flags:x} pgoff {Pgoff} anon_vma {AnonVma}{chain}");
    }
}
