using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>Native memory for tables and queues, on huge pages where the system offers them.</summary>
/// <remarks>
/// A fingerprint table is read at random: with pages of 4 KiB nearly every look-up misses the TLB as well as the
/// caches. The advice changes speed only; where it cannot be given, nothing else changes.
/// </remarks>
internal static unsafe partial class LargeMemory
{
    private const nuint HugePage = 2 << 20;
    private const int MadviseHugePage = 14;

    /// <summary>Allocates memory, to be given back with <see cref="Free"/>.</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <param name="zeroed">Whether they must be zero.</param>
    /// <param name="large">Whether huge pages pay: not for memory of which only the beginning may be used.</param>
    public static byte* Allocate(long bytes, bool zeroed, bool large = true)
    {
        var memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, (nuint)bytes >= HugePage ? HugePage : 64);
        if (large && (nuint)bytes >= HugePage && OperatingSystem.IsLinux())
        {
            // Advice only: an error means ordinary pages.
            _ = Madvise(memory, (nuint)bytes, MadviseHugePage);
        }

        if (zeroed)
        {
            NativeMemory.Clear(memory, (nuint)bytes);
        }

        return memory;
    }

    /// <summary>Gives memory back.</summary>
    public static void Free(void* memory) => NativeMemory.AlignedFree(memory);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Madvise(void* address, nuint length, int advice);
}
