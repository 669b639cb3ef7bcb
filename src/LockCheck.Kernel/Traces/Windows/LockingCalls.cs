namespace LockCheck.Kernel.Traces;

/// <summary>Whether a call takes the mmap_lock for write, though it may change nothing.</summary>
internal static class LockingCalls
{
    /// <summary>Looks at a call.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="said">What it returned.</param>
    /// <returns>
    /// False for advice about pages, which takes the lock for read or not at all; for a prctl about something else; and
    /// for a call that was refused for its arguments.
    /// </returns>
    public static bool TakesLock(CallKind kind, StraceArgs args, long said)
    {
        if (said is Errno.EINVAL or Errno.EBADF)
        {
            return false;
        }

        switch (kind)
        {
            case CallKind.Madvise:
                _ = args.Next();
                _ = args.Next();
                return args.Next() is var advice && !(advice.StartsWith("MADV_DONTNEED"u8) ||
                    advice.StartsWith("MADV_FREE"u8) || advice.StartsWith("MADV_WILLNEED"u8) ||
                    advice.StartsWith("MADV_POPULATE"u8) || advice.StartsWith("MADV_COLD"u8) ||
                    advice.StartsWith("MADV_PAGEOUT"u8) || advice.StartsWith("MADV_COLLAPSE"u8) ||
                    advice.StartsWith("MADV_REMOVE"u8) || advice.StartsWith("MADV_GUARD"u8));
            case CallKind.Prctl:
                return args.Next().StartsWith("PR_SET_VMA"u8);
            default:
                return true;
        }
    }
}
