using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Resume;

/// <summary>A map, and what a writer does to it while a reader is between two records.</summary>
/// <param name="Layout">The calls that make the map, on an empty region.</param>
/// <param name="Writer">The writer's calls.</param>
internal sealed record RaceCase(IReadOnlyList<RegionCall> Layout, IReadOnlyList<RegionCall> Writer)
{
    /// <summary>The length of the region, in pages.</summary>
    public const int Pages = 80;

    /// <summary>The first page that a case may use.</summary>
    public const int PageMin = 4;

    /// <summary>One past the last page that a case may use.</summary>
    public const int PageMax = 76;

    /// <summary>
    /// VMAs that no case touches: whatever is below and above them in the map of the target cannot matter to what the
    /// reader shows between them.
    /// </summary>
    private static readonly RegionCall[] Guards = [Guard(0), Guard(Pages - 2)];

    /// <summary>The call that removes the upper guard.</summary>
    public static RegionCall RemoveGuard { get; } = new() { Op = "munmap", Start = Pages - 2, End = Pages };

    /// <summary>All calls that make the map: those of the case, and the guards'.</summary>
    public IReadOnlyList<RegionCall> AllLayout => [.. Guards, .. Layout];

    private static RegionCall Guard(int page) => new()
    {
        Op = "mmap",
        Start = page,
        End = page + 2,
        Prot = Prot.Read,
        Kind = "anon",
    };
}
