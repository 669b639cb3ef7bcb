namespace LockCheck.Kernel.Traces;

/// <summary>What a call means for memory maps.</summary>
internal enum CallKind
{
    /// <summary>Nobody knows: counted and named.</summary>
    Unknown,

    /// <summary>It leaves maps and file descriptors as they are.</summary>
    Harmless,

    /// <summary>read, pread64: somebody may read a map.</summary>
    Read,

    /// <summary>It returns a new file descriptor.</summary>
    Open,

    /// <summary>dup, dup2, dup3, fcntl.</summary>
    Dup,

    /// <summary>close.</summary>
    Close,

    /// <summary>close_range.</summary>
    CloseRange,

    /// <summary>clone, clone3.</summary>
    Clone,

    /// <summary>fork.</summary>
    Fork,

    /// <summary>vfork.</summary>
    Vfork,

    /// <summary>execve, execveat.</summary>
    Exec,

    /// <summary>exit_group.</summary>
    Exit,

    /// <summary>set_robust_list: the first call of a new thread.</summary>
    RobustList,

    /// <summary>shmget: the size of a segment.</summary>
    ShmGet,

    /// <summary>brk.</summary>
    Brk,

    /// <summary>mmap.</summary>
    Mmap,

    /// <summary>munmap.</summary>
    Munmap,

    /// <summary>mprotect.</summary>
    Mprotect,

    /// <summary>pkey_mprotect.</summary>
    PkeyMprotect,

    /// <summary>mremap.</summary>
    Mremap,

    /// <summary>madvise.</summary>
    Madvise,

    /// <summary>mlock.</summary>
    Mlock,

    /// <summary>mlock2.</summary>
    Mlock2,

    /// <summary>munlock.</summary>
    Munlock,

    /// <summary>mlockall.</summary>
    MlockAll,

    /// <summary>munlockall.</summary>
    MunlockAll,

    /// <summary>mseal.</summary>
    Mseal,

    /// <summary>mbind.</summary>
    Mbind,

    /// <summary>remap_file_pages.</summary>
    RemapFilePages,

    /// <summary>prctl: only PR_SET_VMA matters.</summary>
    Prctl,

    /// <summary>shmat.</summary>
    Shmat,

    /// <summary>shmdt.</summary>
    Shmdt,
}
