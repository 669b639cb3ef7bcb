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
    private const nuint CacheLine = 64;
    private const int MadviseHugePage = 14;

    /// <summary>Allocates memory, to be given back with <see cref="Free"/>.</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <param name="zeroed">Whether they must be zero.</param>
    /// <param name="large">Whether huge pages pay: not for memory of which only the beginning may be used.</param>
    public static byte* Allocate(long bytes, bool zeroed, bool large = true)
    {
        // Fresh pages of the system are zero, and whoever clears them again pays twice: so the allocator is asked.
        var alignment = (nuint)bytes >= HugePage ? HugePage : CacheLine;
        var room = (nuint)bytes + (2 * alignment);
        var whole = zeroed ? (byte*)NativeMemory.AllocZeroed(room) : (byte*)NativeMemory.Alloc(room);
        var memory = (byte*)(((nuint)whole + alignment + alignment - 1) & ~(alignment - 1));
        ((byte**)memory)[-1] = whole;
        if (large && alignment == HugePage && OperatingSystem.IsLinux())
        {
            // Advice only: an error means ordinary pages.
            _ = Madvise(memory, (nuint)bytes, MadviseHugePage);
        }

        return memory;
    }

    /// <summary>Gives memory back.</summary>
    public static void Free(void* memory)
    {
        if (memory is not null)
        {
            NativeMemory.Free(((byte**)memory)[-1]);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Madvise(void* address, nuint length, int advice);
}
