using System.Runtime.InteropServices;

namespace LockCheck.Conformance.Native;

/// <summary>
/// bpf(2) and the few calls that its descriptors need, as the x86-64 ABI has them. No libbpf: the attributes are laid
/// out by hand after <c>union bpf_attr</c> of include/uapi/linux/bpf.h.
/// </summary>
internal static unsafe partial class BpfSyscall
{
    private const int NumberX64 = 321;
    private const int ProtRead = 1;
    private const int ProtWrite = 2;
    private const int MapShared = 1;

    /// <summary>The result, or minus errno. <paramref name="attributes"/> is a <c>union bpf_attr</c>.</summary>
    public static int Call<T>(BpfCommand command, ref T attributes) where T : unmanaged
    {
        fixed (T* at = &attributes)
        {
            return Result(Syscall(NumberX64, (long)command, (long)at, sizeof(T)));
        }
    }

    /// <summary>One read(2), as it is: the bytes read, 0 at the end, or minus errno.</summary>
    public static int Read(BpfHandle from, Span<byte> buffer)
    {
        bool added = false;
        try
        {
            from.DangerousAddRef(ref added);
            fixed (byte* at = buffer)
            {
                return Result(ReadFile(from.Number, at, (nuint)buffer.Length));
            }
        }
        finally
        {
            if (added)
            {
                from.DangerousRelease();
            }
        }
    }

    /// <summary>Maps a map's memory for reading and writing; null when the kernel refuses.</summary>
    public static byte* Map(BpfHandle map, nuint bytes)
    {
        nint at = MapFile(0, bytes, ProtRead | ProtWrite, MapShared, map.Number, 0);
        return at == -1 ? null : (byte*)at;
    }

    public static void Unmap(byte* at, nuint bytes) => _ = UnmapMemory((nint)at, bytes);

    public static bool Close(int descriptor) => CloseFile(descriptor) == 0;

    /// <summary>Gives the processor away for about a millisecond: poll(2) of nothing.</summary>
    public static void WaitMillisecond() => _ = Poll(null, 0, 1);

    private static int Result(long returned) => returned < 0 ? -Marshal.GetLastPInvokeError() : (int)returned;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Syscall(long number, long first, long second, long third);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadFile(int descriptor, byte* buffer, nuint bytes);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MapFile(
        nint address, nuint bytes, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int UnmapMemory(nint address, nuint bytes);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseFile(int descriptor);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(void* descriptors, nuint count, int milliseconds);
}
