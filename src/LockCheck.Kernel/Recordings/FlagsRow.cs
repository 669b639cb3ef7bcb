using System.Globalization;
using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Recordings;

/// <summary>What smaps shows of the flags of a VMA, in pages from the start of a region.</summary>
/// <param name="Start">The first page.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Flags">vm_flags.</param>
public readonly record struct FlagsRow(long Start, long End, VmFlags Flags)
{
    /// <summary>The line: <c>5-7 flags 100073</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Start}-{End} flags {(ulong)Flags:x}");
}
