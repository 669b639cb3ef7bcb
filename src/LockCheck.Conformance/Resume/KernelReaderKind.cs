namespace LockCheck.Conformance.Resume;

/// <summary>How the kernel is asked for the VMAs of a process, one after the other.</summary>
internal enum KernelReaderKind
{
    /// <summary>read(2) of /proc/PID/maps.</summary>
    Maps,

    /// <summary>read(2) of /proc/PID/smaps.</summary>
    Smaps,

    /// <summary>ioctl(PROCMAP_QUERY), from the end of each answer on.</summary>
    Query,

    /// <summary>read(2) of BPF's iter/task_vma, 32 bytes a time.</summary>
    Iterator,
}
