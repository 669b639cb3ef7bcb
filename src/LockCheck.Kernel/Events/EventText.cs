namespace LockCheck.Kernel;

/// <summary>Events in the words of a trace.</summary>
internal static class EventText
{
    /// <summary>What read() returns.</summary>
    /// <param name="result">The number of records, 0 at the end, or an error.</param>
    public static string OfRead(int result) => result switch
    {
        < 0 => $"read() returns the error {result}",
        0 => "read() returns 0: the end",
        1 => "read() returns 1 record",
        _ => $"read() returns {result} records",
    };

    /// <summary>How a BPF program ends.</summary>
    /// <param name="result">The number of records, or an error.</param>
    /// <param name="isLookup">Whether it looked one VMA up: then there are no records.</param>
    public static string OfProgram(int result, bool isLookup) => result switch
    {
        _ when isLookup => $"the program ends: the helper returned {result}",
        < 0 => $"the program ends: new returned the error {result}",
        1 => "the program ends with 1 record",
        _ => $"the program ends with {result} records",
    };

    /// <summary>What PROCMAP_QUERY returns.</summary>
    /// <param name="error">0, or an error.</param>
    public static string OfQuery(int error) => error switch
    {
        0 => "PROCMAP_QUERY returns 0: that VMA",
        Errno.ENOENT => "PROCMAP_QUERY returns -ENOENT: there is none",
        _ => $"PROCMAP_QUERY returns the error {error}",
    };

    /// <summary>What kernel code did that it may not do.</summary>
    /// <param name="misuse">What.</param>
    public static string Of(Misuse misuse) => misuse switch
    {
        Misuse.UnlockWithoutLock => "releases a lock that it does not hold",
        Misuse.DoubleLock => "takes a lock that it holds already",
        Misuse.NullDereference => "dereferences NULL",
        Misuse.UseAfterFree => "touches freed memory",
        Misuse.Unprotected => "touches a VMA without the protection it needs",
        Misuse.RefcountUnderflow => "takes a reference at zero, or drops one that it does not have",
        Misuse.SleepInRcu => "may sleep inside an RCU read section",
        Misuse.SpinsInRcu => "tries again for ever inside an RCU read section",
        Misuse.Recycled => "shows a file by a pointer from before its object became another file",
        Misuse.LeakedLock => "leaves a lock that nobody will ever release",
        _ => misuse.ToString(),
    };
}
