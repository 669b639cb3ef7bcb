namespace LockCheck.Specs.Tests.Mutants;

/// <summary>What is wrong with a <see cref="FileMutant"/>.</summary>
internal enum FileDefect : byte
{
    /// <summary>Nothing: P-ML itself.</summary>
    None,

    /// <summary>next remembers the end of the VMA that it returns, which may not be shown.</summary>
    SkipsUnshown,

    /// <summary>The gate VMA is reported as a VMA of the address space.</summary>
    ReportsGate,

    /// <summary>start stores the start of the VMA that it found, as next does (v6.1 to v6.16).</summary>
    StoresStart,

    /// <summary>next remembers the start of the VMA that was shown.</summary>
    ResumesAtShown,

    /// <summary>next drops the lock and takes it again.</summary>
    DropsLockInPage,

    /// <summary>stop keeps the lock.</summary>
    ForgetsUnlock,

    /// <summary>stop keeps the reference to the address space.</summary>
    ForgetsMmput,

    /// <summary>start takes no reference to the address space: the struct is pinned, and no more.</summary>
    ForgetsMmget,

    /// <summary>start takes the mm that the task has now, and not the one that the file was opened on.</summary>
    FollowsTask,

    /// <summary>A failed lock in start looks like the end.</summary>
    SwallowsEintr,
}
