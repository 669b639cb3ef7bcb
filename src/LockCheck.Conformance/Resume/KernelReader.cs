using LockCheck.Conformance.Hosts;

namespace LockCheck.Conformance.Resume;

/// <summary>A reader of the running kernel, and the reader of the model that stands for it.</summary>
/// <param name="Kind">How the kernel is asked.</param>
/// <param name="Text">Its name in reports.</param>
/// <param name="Model">The name of the model's reader.</param>
internal sealed record KernelReader(KernelReaderKind Kind, string Text, string Model)
{
    /// <summary>BPF's iter/task_vma.</summary>
    public static KernelReader Iterator { get; } =
        new(KernelReaderKind.Iterator, "iter/task_vma", "task_vma/v7-mm-ref");

    /// <summary>All readers of the running kernel, which is 6.17 or later.</summary>
    public static IReadOnlyList<KernelReader> All { get; } =
    [
        new(KernelReaderKind.Maps, "/proc/PID/maps", "proc_maps/per-vma-lock"),
        new(KernelReaderKind.Smaps, "/proc/PID/smaps", "proc_smaps/mmap-lock"),
        new(
            KernelReaderKind.Query,
            "PROCMAP_QUERY",
            LinuxHost.Version.CompareTo((6, 17)) == 0
                ? "procmap_query/mmap-lock-walk"
                : "procmap_query/per-vma-lock-walk"),
        Iterator,
    ];
}
