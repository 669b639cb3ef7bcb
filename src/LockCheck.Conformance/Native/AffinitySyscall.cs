using System.Runtime.InteropServices;

namespace LockCheck.Conformance.Native;

/// <summary>sched_setaffinity(2) and sched_getaffinity(2) for the first 64 processors.</summary>
internal static partial class AffinitySyscall
{
    // The kernel refuses a mask that is shorter than its own.
    private const int Words = 128;

    /// <summary>The processors of a thread, 0 for the calling one; 0 when there is no such thread.</summary>
    public static ulong Get(int tid)
    {
        Span<ulong> mask = stackalloc ulong[Words];
        mask.Clear();
        return GetAffinity(tid, Words * sizeof(ulong), mask) < 0 ? 0 : mask[0];
    }

    public static bool Set(int tid, ulong processors) => SetAffinity(tid, sizeof(ulong), processors) == 0;

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int tid, nuint bytes, in ulong mask);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int tid, nuint bytes, Span<ulong> mask);
}
