using System.Collections.Immutable;
using System.Globalization;
using LockCheck.Conformance.Hosts;
using LockCheck.Conformance.Targets;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.MergeSplit;

/// <summary>What a kernel is built or set up without: it is left out of the draws, and named.</summary>
/// <param name="Names">The operations, and kinds of mappings.</param>
/// <param name="Notes">A line each.</param>
internal sealed record MachineLacks(ImmutableSortedSet<string> Names, IReadOnlyList<string> Notes)
{
    private const int PageShift = 12;

    /// <summary>Tries each advice and a lock on a page of anonymous memory.</summary>
    public static MachineLacks Of(LiveRegion region)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var notes = new List<string>();
        foreach (var name in RecordedOps.Advices.Keys.Where(name => name != "remove" && Try(region, name) < 0))
        {
            names.Add(name);
            notes.Add($"left out: madvise {name}, which this kernel refuses");
        }

        // A locked mapping is counted before the locked one that it replaces goes.
        const int LockedMost = 2 * LiveRegion.Pages;
        if (Try(region, "lock", LockedMost) is var error and < 0)
        {
            names.UnionWith(["lock", "mlock", "munlock", "locked"]);
            notes.Add($"left out: locks, because mlock of {LockedMost} pages fails: {ErrnoText.Of(error)}");
        }

        if (LinuxHost.ReadNumberFile("/proc/sys/vm/overcommit_memory") == "2")
        {
            names.Add("noreserve");
            notes.Add("left out: MAP_NORESERVE, which vm.overcommit_memory=2 turns off");
        }

        return new MachineLacks([.. names], notes);
    }

    private static long Try(LiveRegion region, string name, int pages = 1)
    {
        var map = new RegionCall
        {
            Op = "mmap",
            Start = 0,
            End = pages,
            Prot = Kernel.Layouts.Prot.Read | Kernel.Layouts.Prot.Write,
            Kind = "anon",
        };
        return region.MakeFirst(map) is var error and < 0
            ? throw new TargetException(string.Create(
                CultureInfo.InvariantCulture,
                $"no page can be mapped at {LiveRegion.StartPage << PageShift:x}: {ErrnoText.Of(error)}"))
            : region.Make(new RegionCall { Op = name, Start = 0, End = pages });
    }
}
