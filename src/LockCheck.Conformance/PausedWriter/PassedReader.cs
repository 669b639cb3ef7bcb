using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Hosts;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>A reader of the running kernel, and the one of the model that is to do the same.</summary>
/// <param name="Name">What the kernel's is called.</param>
/// <param name="Protocol">The model's.</param>
internal record PassedReader(string Name, string Protocol)
{
    public const string Maps = "/proc/PID/maps";
    public const string Query = "PROCMAP_QUERY";
    public const string OpenCoded = "open-coded bpf_iter_task_vma";
    public const string TaskVma = "iter/task_vma";

    private const byte ReadWriteExecShared = 15;

    /// <summary>The first kernel whose PROCMAP_QUERY takes per-VMA locks.</summary>
    private static readonly (int Major, int Minor) QueryTakesVmaLocks = (6, 18);

    private static ulong End => TargetProcess.RegionStart + ((ulong)LiveRegion.PagesSeen << 12);

    /// <summary>The readers, with the protocols that the running kernel has; it is not older than 6.17.</summary>
    public static IReadOnlyList<PassedReader> OfThisKernel() =>
    [
        new(Maps, "proc_maps/per-vma-lock"),
        new(Query, LinuxHost.Version.CompareTo(QueryTakesVmaLocks) >= 0
            ? "procmap_query/per-vma-lock-walk"
            : "procmap_query/mmap-lock-walk"),
        new(OpenCoded, OpenCodedReader.IsSnapshot ? "iter_task_vma/snapshot" : "iter_task_vma/v5"),
        new(TaskVma, "task_vma/v7-mm-ref"),
    ];

    /// <summary>Opens the kernel's reader of a process.</summary>
    /// <param name="process">The process id.</param>
    /// <returns>One pass over the region, to be made as often as is wanted, and what it needs.</returns>
    public virtual (Func<List<ShownVma>> Pass, IDisposable Needs) Open(int process)
    {
        switch (Name)
        {
            case Maps:
                var maps = new MapsFile(process);
                return (() => [.. maps.Read(TargetProcess.RegionStart, End).Select(Shown)], maps);
            case Query:
                var query = new QueryPass(process);
                return (() => query.Read(TargetProcess.RegionStart, End), query);
            case OpenCoded:
                var openCoded = new OpenCodedReader();
                return (() => InRegion(openCoded.ReadAll(process)), openCoded);
            default:
                var iterator = TaskVmaReader.Open(process);
                return (() => InRegion(iterator.ReadAll()), iterator);
        }
    }

    private static ShownVma Shown(LockCheck.Kernel.Recordings.MapRow row)
    {
        var prot = (row.Permissions[0] == 'r' ? 1 : 0) | (row.Permissions[1] == 'w' ? 2 : 0) |
            (row.Permissions[2] == 'x' ? 4 : 0) | (row.Permissions[3] == 's' ? 8 : 0);
        return new ShownVma(AddressOf(row.Start), AddressOf(row.End), (byte)prot);
    }

    private static ulong AddressOf(long page) => TargetProcess.RegionStart + ((ulong)page << 12);

    private static List<ShownVma> InRegion(VmaRecord[] vmas) =>
    [
        .. vmas.Where(vma => vma.End > TargetProcess.RegionStart && vma.Start < End)
            .Select(vma => new ShownVma(vma.Start, vma.End, (byte)(vma.Flags & ReadWriteExecShared))),
    ];
}
