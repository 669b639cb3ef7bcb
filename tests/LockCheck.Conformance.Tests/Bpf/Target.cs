using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>A <see cref="TargetProcess"/> that stays on one processor, the last unless told otherwise, with the few
/// calls that these tests make.</summary>
internal sealed class Target : IDisposable
{
    /// <summary>A place where the kernel maps nothing by itself.</summary>
    public const long Region = (long)TargetProcess.RegionStart;

    public const long Page = 4096;

    private const int PrivateAnonymousFixed = 0x32;
    private const int PopulateWrite = 23;
    private readonly TargetProcess process;
    private readonly CpuPin pin;

    public Target() : this(CpuPin.Processors[^1])
    {
    }

    public Target(int processor)
    {
        process = TargetProcess.Start();
        pin = CpuPin.Thread(process.Id, processor);
    }

    public int Pid => process.Id;

    /// <summary>Whether it waits for a lock within the call that was started.</summary>
    public bool IsWaiting => TaskState.IsWaiting(Pid, Pid);

    /// <summary>Maps private anonymous pages of the region; 1 reads, 2 writes, 4 executes.</summary>
    public void Map(int start, int end, int protection) =>
        Assert.Equal(
            Region + (start * Page),
            process.Call(SyscallNumber.Mmap, At(start), (end - start) * Page, protection, PrivateAnonymousFixed, -1));

    public void Protect(int start, int end, int protection) =>
        Assert.Equal(0, process.Call(SyscallNumber.Mprotect, At(start), (end - start) * Page, protection));

    public void Unmap(int start, int end) =>
        Assert.Equal(0, process.Call(SyscallNumber.Munmap, At(start), (end - start) * Page));

    public void Touch(int start, int end) =>
        Assert.Equal(0, process.Call(SyscallNumber.Madvise, At(start), (end - start) * Page, PopulateWrite));

    public void StartProtect(int start, int end, int protection) =>
        Start(SyscallNumber.Mprotect, At(start), (end - start) * Page, protection);

    public void StartUnmap(int start, int end) => Start(SyscallNumber.Munmap, At(start), (end - start) * Page);

    /// <summary>The result of the call that was started: waits for it.</summary>
    public long Finish()
    {
        Span<long> result = stackalloc long[1];
        process.Receive(result);
        return result[0];
    }

    public void Dispose()
    {
        process.Dispose();
        pin.Dispose();
    }

    public static long At(int page) => Region + (page * Page);

    private void Start(long number, long address, long length, long protection = 0) =>
        process.Send([new SyscallRequest(number, address, length, protection)]);
}
