namespace LockCheck.Kernel;

/// <summary>What kernel code did that no kernel code may do.</summary>
public enum Misuse
{
    /// <summary>A lock was released by a thread that does not hold it, or in the wrong mode.</summary>
    UnlockWithoutLock,

    /// <summary>A lock was taken by a thread that holds it.</summary>
    DoubleLock,

    /// <summary>A NULL pointer was dereferenced.</summary>
    NullDereference,

    /// <summary>A freed task, mm or VMA was touched.</summary>
    UseAfterFree,

    /// <summary>A VMA field was touched without the protection that I10 names.</summary>
    Unprotected,

    /// <summary>A reference count was dropped below zero, or taken at zero.</summary>
    RefcountUnderflow,

    /// <summary>A thread inside an RCU read section did what may sleep.</summary>
    SleepInRcu,

    /// <summary>A thread inside an RCU read section tries again for ever.</summary>
    SpinsInRcu,

    /// <summary>A file is shown by a pointer from before its object became another file.</summary>
    Recycled,

    /// <summary>A lock is held, and nobody is left who would release it.</summary>
    LeakedLock,
}
