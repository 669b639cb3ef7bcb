namespace LockCheck.Specs.Tests.Mutants;

/// <summary>What is wrong with a mutant.</summary>
internal enum Defect : byte
{
    /// <summary>Nothing: the correct reader.</summary>
    None,

    /// <summary>stop remembers the end of the VMA that was not shown.</summary>
    DropsUnshown,

    /// <summary>A record of a page that nothing is mapped to follows the last VMA.</summary>
    EmitsPhantom,

    /// <summary>A read() resumes a page before the unshown VMA, and skips the shown one if it is unchanged.</summary>
    ResumesBehind,

    /// <summary>VMAs are reported from the highest to the lowest.</summary>
    WalksDown,

    /// <summary>next returns each VMA twice.</summary>
    ReportsTwice,

    /// <summary>next drops the lock and takes it again, and resumes at the end of the shown VMA.</summary>
    DropsLockInPage,

    /// <summary>stop puts the references and keeps the lock.</summary>
    ForgetsUnlock,

    /// <summary>The lock is released twice.</summary>
    UnlocksTwice,

    /// <summary>The lock is taken twice.</summary>
    LocksTwice,

    /// <summary>At the end the task is put twice.</summary>
    PutsTwice,

    /// <summary>The last stop takes a reference to the task, and nobody puts it.</summary>
    LeaksReference,

    /// <summary>stop reads a field of the VMA after it has released the lock.</summary>
    TouchesAfterUnlock,

    /// <summary>start reads a field of the VMA of the read() before.</summary>
    KeepsStalePointer,

    /// <summary>start reads a field of no VMA.</summary>
    DereferencesNull,

    /// <summary>next returns NULL with everything held; stop releases it.</summary>
    ReturnsNullLocked,

    /// <summary>A failed lock in start looks like the end.</summary>
    SwallowsEintr,

    /// <summary>The lock is taken inside an RCU read section.</summary>
    SleepsInRcu,
}
