using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Tests.MergeSplit;

/// <summary>Calls that random draws hardly ever make.</summary>
internal static class RareSequences
{
    /// <summary>
    /// Two pages are touched while they are far from each other, then one is moved beside the other: flags and offsets
    /// fit, and only the anon_vma that it brings along keeps the two apart.
    /// </summary>
    public static IReadOnlyList<RegionCall> MovedBack { get; } =
    [
        Anonymous(4),
        new RegionCall { Op = "touch", Start = 4, End = 5 },
        new RegionCall { Op = "mremap", Start = 4, End = 5, NewLength = 1, To = 10 },
        Anonymous(5),
        new RegionCall { Op = "touch", Start = 5, End = 6 },
        new RegionCall { Op = "mremap", Start = 10, End = 11, NewLength = 1, To = 4 },
    ];

    private static RegionCall Anonymous(long page) => new()
    {
        Op = "mmap",
        Start = page,
        End = page + 1,
        Prot = Prot.Read | Prot.Write,
        Kind = "anon",
    };
}
