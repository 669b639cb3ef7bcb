using LockCheck.Conformance.Targets;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.MergeSplit;

/// <summary>A call of a region as the system call that it is.</summary>
internal static class RegionSyscall
{
    private const int PageShift = 12;
    private const long LockOnFault = 1;

    public static SyscallRequest Of(RegionCall call, IReadOnlyDictionary<string, long> files)
    {
        var address = AddressOf(call.Start);
        var length = (call.End - call.Start) << PageShift;
        return call.Op switch
        {
            "mmap" => new SyscallRequest(
                SyscallNumber.Mmap,
                address,
                length,
                (long)call.MapProt,
                (long)call.MapFlags,
                FileOf(call) is { } file ? files[file] : -1,
                call.IsOfFile ? call.Offset << PageShift : 0),
            "munmap" => new SyscallRequest(SyscallNumber.Munmap, address, length),
            "mprotect" => new SyscallRequest(SyscallNumber.Mprotect, address, length, (long)call.Prot),
            "mremap" => new SyscallRequest(
                SyscallNumber.Mremap,
                address,
                length,
                call.NewLength << PageShift,
                (long)call.RemapFlags,
                call.To < 0 ? 0 : AddressOf(call.To)),
            "mlock" => new SyscallRequest(SyscallNumber.Mlock2, address, length, LockOnFault),
            "lock" => new SyscallRequest(SyscallNumber.Mlock, address, length),
            "munlock" => new SyscallRequest(SyscallNumber.Munlock, address, length),
            _ when AdviceOf(call) is { } advice => new SyscallRequest(
                SyscallNumber.Madvise, address, length, (long)advice),
            _ => throw new InvalidOperationException($"No target makes the call {call.Op}."),
        };
    }

    /// <summary>The file that a mmap maps, or none.</summary>
    public static string? FileOf(RegionCall call) => call.Kind switch
    {
        "f0" or "f0shared" => "f0",
        "f1" => "f1",
        "m0" or "m0shared" => "m0",
        _ => null,
    };

    /// <summary>The advice, if it is a madvise.</summary>
    public static Advice? AdviceOf(RegionCall call) =>
        RecordedOps.Advices.TryGetValue(call.Op, out var advice) ? advice : null;

    /// <summary>The address of a page of the region.</summary>
    public static long AddressOf(long page) => (LiveRegion.StartPage + page) << PageShift;
}
