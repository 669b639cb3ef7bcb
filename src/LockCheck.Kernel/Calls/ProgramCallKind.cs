namespace LockCheck.Kernel;

/// <summary>What a call of a program does to its memory map.</summary>
public enum ProgramCallKind : byte
{
    /// <summary>mmap into a gap, shmat.</summary>
    Map,

    /// <summary>mmap with MAP_FIXED over what is there (v6.12 and later), remap_file_pages.</summary>
    MapOver,

    /// <summary>munmap, and what is one: the shrinking of a heap or of a range by mremap, shmdt.</summary>
    Unmap,

    /// <summary>Other attributes for what is mapped: mprotect, madvise, mlock, mbind, mseal, a name.</summary>
    Change,

    /// <summary>brk upwards.</summary>
    GrowHeap,

    /// <summary>The first brk upwards, which grows nothing that lies below start_brk.</summary>
    NewHeap,

    /// <summary>mremap in place to a longer range, or into a gap.</summary>
    Remap,

    /// <summary>mremap with MREMAP_FIXED over what is there.</summary>
    RemapOver,

    /// <summary>As <see cref="RemapOver"/> with MREMAP_DONTUNMAP.</summary>
    RemapKeeping,

    /// <summary>
    /// No call of the program: its first write to private memory, which gives a VMA an anon_vma.
    /// </summary>
    Touch,
}
