using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Tests.Racing;

/// <summary>Calls of cycles.</summary>
internal static class Calls
{
    public static RegionCall Map(long start, long end, Prot prot) =>
        new() { Op = "mmap", Start = start, End = end, Prot = prot, Kind = "anon" };

    public static RegionCall Unmap(long start, long end) => new() { Op = "munmap", Start = start, End = end };

    public static RegionCall Protect(long start, long end, Prot prot) =>
        new() { Op = "mprotect", Start = start, End = end, Prot = prot };
}
