using System.Diagnostics;
using System.Runtime.InteropServices;
using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>A running <see cref="TargetImage"/> that makes the calls it is told to. It stays on one processor, the last
/// unless told otherwise.</summary>
internal sealed partial class Target : IDisposable
{
    /// <summary>A place where the kernel maps nothing by itself.</summary>
    public const long Region = 0x1000_0000_0000;

    public const long Page = 4096;

    private const uint OwnerMayReadAndExecute = 0x140;
    private const int Mmap = 9;
    private const int Mprotect = 10;
    private const int Munmap = 11;
    private const int Madvise = 28;
    private const int PrivateAnonymousFixed = 0x32;
    private const int PopulateWrite = 23;
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly Process process;
    private readonly CpuPin pin;

    public Target() : this(CpuPin.Processors[^1])
    {
    }

    public Target(int processor)
    {
        File.WriteAllBytes(path, TargetImage.Build());
        Assert.Equal(0, ChangeMode(path, OwnerMayReadAndExecute));
        process = Process.Start(new ProcessStartInfo(path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        pin = CpuPin.Thread(process.Id, processor);
        Call(39);
    }

    public int Pid => process.Id;

    /// <summary>Whether it waits for a lock within the call that was started.</summary>
    public bool IsWaiting => TaskState.IsWaiting(Pid, Pid);

    /// <summary>Maps private anonymous pages of the region; 1 reads, 2 writes, 4 executes.</summary>
    public void Map(int start, int end, int protection) =>
        Assert.Equal(
            Region + (start * Page),
            Call(Mmap, At(start), (end - start) * Page, protection, PrivateAnonymousFixed, -1, 0));

    public void Protect(int start, int end, int protection) =>
        Assert.Equal(0, Call(Mprotect, At(start), (end - start) * Page, protection));

    public void Unmap(int start, int end) => Assert.Equal(0, Call(Munmap, At(start), (end - start) * Page));

    public void Touch(int start, int end) =>
        Assert.Equal(0, Call(Madvise, At(start), (end - start) * Page, PopulateWrite));

    public void StartProtect(int start, int end, int protection) =>
        Start(Mprotect, At(start), (end - start) * Page, protection);

    public void StartUnmap(int start, int end) => Start(Munmap, At(start), (end - start) * Page);

    /// <summary>The result of the call that was started: waits for it.</summary>
    public long Finish()
    {
        byte[] result = new byte[8];
        process.StandardOutput.BaseStream.ReadExactly(result);
        return MemoryMarshal.Read<long>(result);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        pin.Dispose();
        process.Dispose();
        File.Delete(path);
    }

    public static long At(int page) => Region + (page * Page);

    private long Call(long number, params long[] arguments)
    {
        Start(number, arguments);
        return Finish();
    }

    private void Start(long number, params long[] arguments)
    {
        long[] words = new long[7];
        words[0] = number;
        arguments.CopyTo(words, 1);
        process.StandardInput.BaseStream.Write(MemoryMarshal.AsBytes<long>(words));
        process.StandardInput.BaseStream.Flush();
    }

    [LibraryImport("libc", EntryPoint = "chmod", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeMode(string path, uint mode);
}
