using System.Globalization;
using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Recordings;

/// <summary>A VMA of a recorded case. Addresses and offsets are in pages.</summary>
/// <param name="Id">Its name in the case.</param>
/// <param name="Start">The first page.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Pgoff">The offset.</param>
/// <param name="Flags">vm_flags.</param>
/// <param name="AnonVma">The name of its anon_vma, or none.</param>
/// <param name="IsForkChild">Whether its chain shows a parent.</param>
/// <param name="File">The number of its file, 0 for none.</param>
/// <param name="HasClose">Whether it has a close hook.</param>
public sealed record CaseVma(
    string Id,
    long Start,
    long End,
    long Pgoff,
    VmFlags Flags,
    string? AnonVma,
    bool IsForkChild,
    long File,
    bool HasClose)
{
    /// <summary>The VMA as a line.</summary>
    public override string ToString()
    {
        var anon = AnonVma is null ? string.Empty : $" anon_vma {AnonVma}";
        var parent = IsForkChild ? ", from a parent" : string.Empty;
        var close = HasClose ? ", close hook" : string.Empty;
        var file = File == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" file {File}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Id} {Start}-{End} pgoff {Pgoff} flags {(ulong)Flags:x}{file}{anon}{parent}{close}");
    }
}
