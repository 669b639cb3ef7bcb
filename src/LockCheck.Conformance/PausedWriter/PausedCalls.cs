using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>
/// The calls that are always held: those of the recording, on the map that it has, and forms that it has not.
/// </summary>
internal static class PausedCalls
{
    private const Prot ReadWrite = Prot.Read | Prot.Write;
    private const Prot ReadExec = Prot.Read | Prot.Exec;

    /// <summary>The map of the recording: 8-12 rw, 12-16 r, 16-20 rw, 24-28 rw, 32-36 r.</summary>
    public static IReadOnlyList<RegionCall> Map { get; } =
    [
        Mmap(8, 12, ReadWrite),
        Mmap(12, 16, Prot.Read),
        Mmap(16, 20, ReadWrite),
        Mmap(24, 28, ReadWrite),
        Mmap(32, 36, Prot.Read),
    ];

    /// <summary>Maps a VMA behind what drawn calls reach: the model has no map without a VMA.</summary>
    public static RegionCall MapGuard { get; } = Mmap(44, 45, ReadExec);

    /// <summary>The recorded calls, by their names in the recording.</summary>
    public static IReadOnlyList<(string Name, RegionCall Call)> Recorded { get; } =
    [
        ("munmap [12,16) (whole VMA)", Munmap(12, 16)),
        ("munmap [13,15) (split hole)", Munmap(13, 15)),
        ("munmap [12,14) (head)", Munmap(12, 14)),
        ("munmap [14,16) (tail)", Munmap(14, 16)),
        ("munmap [10,18) (3 VMAs)", Munmap(10, 18)),
        ("mprotect [13,15) rx (split)", Mprotect(13, 15, ReadExec)),
        ("mprotect [12,16) rw (merge 3)", Mprotect(12, 16, ReadWrite)),
        ("mprotect [15,16) rw (tail to next)", Mprotect(15, 16, ReadWrite)),
        ("mmap FIXED [12,16) rx (replace)", Mmap(12, 16, ReadExec)),
        ("mmap FIXED [10,30) rx (replace many)", Mmap(10, 30, ReadExec)),
        ("mmap [20,24) rw (fill gap, merge 2)", Mmap(20, 24, ReadWrite)),
        ("mmap [21,22) rx (new in gap)", Mmap(21, 22, ReadExec)),
        ("mremap move [12,16)->[44,48)", Mremap(12, 16, 4, 44)),
        ("mremap shrink [8,12)->[8,10)", Mremap(8, 12, 2)),
        ("mremap grow [16,20)->[16,22)", Mremap(16, 20, 6)),
        ("madvise(DONTNEED) [8,12)", Range("dontneed", 8, 12)),
        ("madvise(DONTFORK) [12,14) (flag split)", Range("dontfork", 12, 14)),
    ];

    /// <summary>Forms that the recording does not have.</summary>
    public static IReadOnlyList<RegionCall> More { get; } =
    [
        Munmap(32, 36),
        Munmap(8, 36),
        Munmap(18, 26),
        Mprotect(12, 16, ReadExec),
        Mprotect(12, 13, ReadWrite),
        Mprotect(10, 18, ReadExec),
        Mprotect(24, 28, Prot.Read),
        Mmap(14, 18, ReadWrite),
        Mmap(12, 16, ReadWrite),
        Mmap(18, 26, ReadExec),
        Mmap(20, 22, ReadWrite),
        Mmap(22, 24, ReadWrite),
        Mmap(36, 40, Prot.Read),
        Mmap(40, 44, ReadWrite),
        Mremap(12, 16, 4, 24),
        Mremap(8, 12, 4, 14),
        Mremap(24, 28, 4, 20),
        Mremap(12, 14, 2, 44),
        Mremap(16, 20, 8),
        Mremap(24, 28, 4, 44) with { DontUnmap = true },
        Mremap(12, 16, 6, 40),
        Range("dontfork", 8, 12),
        Range("mlock", 8, 12),
        Range("mlock", 10, 14),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<PausedCall> All =>
        Recorded.Select(one => one.Call).Concat(More).Select(call => new PausedCall(Map, call));

    private static RegionCall Mmap(long start, long end, Prot prot) =>
        Range("mmap", start, end) with { Prot = prot, Kind = "anon" };

    private static RegionCall Munmap(long start, long end) => Range("munmap", start, end);

    private static RegionCall Mprotect(long start, long end, Prot prot) =>
        Range("mprotect", start, end) with { Prot = prot };

    private static RegionCall Mremap(long start, long end, long newLength, long to = -1) =>
        Range("mremap", start, end) with { NewLength = newLength, To = to };

    private static RegionCall Range(string op, long start, long end) =>
        new() { Op = op, Start = start, End = end };
}
