using System.Globalization;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.MergeSplit;

/// <summary>Calls of a region as lines of C, to be pasted into a function.</summary>
internal static class CallInC
{
    private const int PageShift = 12;

    private static readonly (MapFlags Flag, string Name)[] MapNames =
    [
        (MapFlags.Fixed, "MAP_FIXED"),
        (MapFlags.FixedNoReplace, "MAP_FIXED_NOREPLACE"),
        (MapFlags.Shared, "MAP_SHARED"),
        (MapFlags.Private, "MAP_PRIVATE"),
        (MapFlags.Anonymous, "MAP_ANONYMOUS"),
        (MapFlags.GrowsDown, "MAP_GROWSDOWN"),
        (MapFlags.Locked, "MAP_LOCKED"),
        (MapFlags.NoReserve, "MAP_NORESERVE"),
        (MapFlags.Populate, "MAP_POPULATE"),
        (MapFlags.Stack, "MAP_STACK"),
    ];

    private static readonly (Prot Flag, string Name)[] ProtNames =
        [(Prot.Read, "PROT_READ"), (Prot.Write, "PROT_WRITE"), (Prot.Exec, "PROT_EXEC")];

    private static readonly (RemapFlags Flag, string Name)[] RemapNames =
    [
        (RemapFlags.MayMove, "MREMAP_MAYMOVE"),
        (RemapFlags.Fixed, "MREMAP_FIXED"),
        (RemapFlags.DontUnmap, "MREMAP_DONTUNMAP"),
    ];

    /// <summary>The lines, with those that make the files.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<RegionCall> calls)
    {
        yield return "/* #define _GNU_SOURCE; #include <sys/mman.h>, <unistd.h> */";
        foreach (var file in calls.Select(RegionSyscall.FileOf).OfType<string>().Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"int {file} = memfd_create(\"{file}\", 0); ftruncate({file}, {RegionModel.FilePages << PageShift});");
        }

        foreach (var call in calls)
        {
            yield return Line(call);
        }
    }

    /// <summary>One call.</summary>
    public static string Line(RegionCall call)
    {
        var range = string.Create(
            CultureInfo.InvariantCulture, $"{Address(call.Start)}, {(call.End - call.Start) << PageShift}");
        return call.Op switch
        {
            "mmap" => string.Create(
                CultureInfo.InvariantCulture,
                $"mmap({range}, {Of(call.MapProt)}, {Names(MapNames, flag => (call.MapFlags & flag) != 0)}, "
                + $"{RegionSyscall.FileOf(call) ?? "-1"}, {(call.IsOfFile ? call.Offset << PageShift : 0)});"),
            "munmap" or "munlock" => $"{call.Op}({range});",
            "mprotect" => $"mprotect({range}, {Of(call.Prot)});",
            "mremap" => string.Create(
                CultureInfo.InvariantCulture, $"mremap({range}, {call.NewLength << PageShift}, {Target(call)});"),
            "mlock" => $"mlock2({range}, MLOCK_ONFAULT);",
            "lock" => $"mlock({range});",
            _ => $"madvise({range}, {Of(RegionSyscall.AdviceOf(call)!.Value)});",
        };
    }

    private static string Target(RegionCall call) => call.To < 0
        ? "0"
        : $"{Names(RemapNames, flag => (call.RemapFlags & flag) != 0)}, {Address(call.To)}";

    private static string Address(long page) => $"(void *)0x{RegionSyscall.AddressOf(page):x}";

    private static string Of(Prot prot) =>
        Names(ProtNames, flag => (prot & flag) != 0) is { Length: > 0 } names ? names : "PROT_NONE";

    private static string Of(Advice advice) => advice switch
    {
        Advice.PopulateRead => "MADV_POPULATE_READ",
        Advice.PopulateWrite => "MADV_POPULATE_WRITE",
        Advice.DontNeedLocked => "MADV_DONTNEED_LOCKED",
        _ => "MADV_" + advice.ToString().ToUpperInvariant(),
    };

    private static string Names<T>((T Flag, string Name)[] names, Func<T, bool> isSet) =>
        string.Join(" | ", names.Where(pair => isSet(pair.Flag)).Select(pair => pair.Name));
}
