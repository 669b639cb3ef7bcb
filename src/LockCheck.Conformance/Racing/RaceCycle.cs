using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Racing;

/// <summary>Calls that leave a region as they found it, so that they can be made again and again.</summary>
/// <param name="Name">The name in reports.</param>
/// <param name="Setup">What makes the region, empty before.</param>
/// <param name="Round">The calls of a round.</param>
public sealed record RaceCycle(string Name, IReadOnlyList<RegionCall> Setup, IReadOnlyList<RegionCall> Round)
{
    private const Prot R = Prot.Read;
    private const Prot W = Prot.Read | Prot.Write;
    private const Prot X = Prot.Read | Prot.Exec;

    /// <summary>Where the pages that the cycles name begin.</summary>
    private const long Base = 2;

    /// <summary>The last page.</summary>
    private const long Top = 28;

    /// <summary>Three neighbours, of which none can merge.</summary>
    private static readonly RegionCall[] Three = Guarded(Map(0, 4, R), Map(4, 8, W), Map(8, 12, X));

    /// <summary>All cycles.</summary>
    public static IReadOnlyList<RaceCycle> All { get; } =
    [
        new("protect-head", Three, [Protect(4, 6, Prot.None), Protect(4, 6, W)]),
        new("protect-tail", Three, [Protect(6, 8, Prot.None), Protect(6, 8, W)]),
        new("protect-middle", Three, [Protect(5, 7, Prot.None), Protect(5, 7, W)]),
        new("protect-whole", Three, [Protect(4, 8, Prot.None), Protect(4, 8, W)]),
        new("boundary-up", Three, [Protect(4, 6, R), Protect(4, 6, W)]),
        new("boundary-down", Three, [Protect(6, 8, X), Protect(6, 8, W)]),
        new("boundary-both", Three, [Protect(4, 6, R), Protect(2, 6, W), Protect(2, 4, R)]),
        new(
            "merge-three",
            Guarded(Map(0, 4, R), Map(4, 8, W), Map(8, 12, R)),
            [Protect(4, 8, R), Protect(4, 8, W)]),
        new("replace-whole", Three, [Map(4, 8, Prot.None), Map(4, 8, W)]),
        new("replace-middle", Three, [Map(5, 7, Prot.None), Map(5, 7, W)]),
        new("unmap-head", Three, [Unmap(4, 6), Map(4, 6, W)]),
        new("unmap-tail", Three, [Unmap(6, 8), Map(6, 8, W)]),
        new(
            "grow-shrink",
            Guarded(Map(0, 4, R), Map(4, 8, W), Map(12, 16, X)),
            [Remap(4, 8, 6), Remap(4, 10, 2), Remap(4, 6, 4)]),
        new(
            "move",
            Guarded(Map(0, 4, R), Map(4, 8, W), Map(12, 16, X)),
            [Remap(4, 8, 4, 18), Remap(18, 22, 4, 4)]),
        new(
            "move-over",
            Guarded(Map(0, 4, R), Map(4, 8, W), Map(8, 12, X), Map(16, 20, Prot.None)),
            [Remap(16, 20, 4, 4), Map(16, 20, W), Remap(16, 20, 4, 4), Map(16, 20, Prot.None)]),
        new(
            "move-over-apart",
            Guarded(Map(4, 8, Prot.None), Map(12, 16, W)),
            [Remap(4, 8, 4, 12), Map(4, 8, W), Remap(4, 8, 4, 12), Map(4, 8, Prot.None)]),
    ];

    /// <summary>The calls of some rounds.</summary>
    public IEnumerable<RegionCall> Rounds(int count) => Enumerable.Repeat(Round, count).SelectMany(round => round);

    /// <summary>
    /// With a page below and above that stays as it is: the target has other VMAs there, and a reader that stops, or
    /// looks on, behind one of them is not where it begins or ends.
    /// </summary>
    private static RegionCall[] Guarded(params RegionCall[] calls) =>
        [Map(-Base, 1 - Base, R), .. calls, Map(Top - Base, Top + 1 - Base, R)];

    private static RegionCall Map(long start, long end, Prot prot) =>
        new() { Op = "mmap", Start = Base + start, End = Base + end, Prot = prot, Kind = "anon" };

    private static RegionCall Unmap(long start, long end) =>
        new() { Op = "munmap", Start = Base + start, End = Base + end };

    private static RegionCall Protect(long start, long end, Prot prot) =>
        new() { Op = "mprotect", Start = Base + start, End = Base + end, Prot = prot };

    private static RegionCall Remap(long start, long end, long pages, long to = -Base - 1) =>
        new() { Op = "mremap", Start = Base + start, End = Base + end, NewLength = pages, To = Base + to };
}
