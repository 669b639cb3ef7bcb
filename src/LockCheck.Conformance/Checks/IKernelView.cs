using System.Collections.Immutable;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Checks;

/// <summary>What the kernel knows of the VMAs of a target's region beyond /proc/PID/maps.</summary>
public interface IKernelView : IDisposable
{
    /// <summary>The VMAs between two pages of the region, in the order of addresses.</summary>
    /// <param name="start">The first page, counted from the start of the region.</param>
    /// <param name="end">One past the last page.</param>
    ImmutableArray<KernelRow> Read(long start, long end);
}
