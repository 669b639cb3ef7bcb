using LockCheck.Conformance.Targets;
using LockCheck.Conformance.Tests.Support;

namespace LockCheck.Conformance.Tests.Targets;

/// <summary>Lines of /proc/PID/maps, read while the file is kept open.</summary>
public class MapsFileTests
{
    private const int PageBytes = 4096;
    private const int Private = 0x32;
    private const int Shared = 0x31;

    [KernelFact]
    public void A_map_of_many_pages_of_text_is_read_to_its_end()
    {
        // A read of the file ends after a page of text, and this is some fifteen of them.
        const int Mappings = 1000;
        using var target = TargetProcess.Start();
        var requests = Enumerable.Range(0, Mappings).Select(number => new SyscallRequest(
            SyscallNumber.Mmap,
            (long)TargetProcess.RegionStart + (2L * number * PageBytes),
            PageBytes,
            number % 4,
            number % 3 == 0 ? Shared : Private,
            -1)).ToArray();
        var results = new long[Mappings];
        target.Call(requests, results);
        Assert.Equal(requests.Select(request => request.A), results);
        using var maps = new MapsFile(target.Id);
        const ulong End = TargetProcess.RegionStart + (2ul * Mappings * PageBytes);
        for (var round = 0; round < 2; round++)
        {
            var rows = maps.Read(TargetProcess.RegionStart, End);
            Assert.Equal(Enumerable.Range(0, Mappings).Select(Line), rows.Select(row => row.ToString()));
        }

        target.Call(SyscallNumber.Munmap, (long)TargetProcess.RegionStart, (long)(End - TargetProcess.RegionStart));
        Assert.Empty(maps.Read(TargetProcess.RegionStart, End));
    }

    [KernelFact]
    public void The_lines_are_those_that_the_file_has()
    {
        using var target = TargetProcess.Start();
        using var maps = new MapsFile(target.Id);
        var rows = maps.Read(0, ulong.MaxValue);
        var lines = File.ReadAllLines($"/proc/{target.Id}/maps");
        Assert.Equal(lines.Length, rows.Count);
        Assert.Equal(lines.Select(line => line.Split(' ')[1]), rows.Select(row => row.Permissions));
        Assert.Contains(rows, row => row.Name == "[stack]");
    }

    private static string Line(int number)
    {
        var permissions = ((number & 1) != 0 ? "r" : "-") + ((number & 2) != 0 ? "w" : "-") + "-";
        return $"{2 * number}-{(2 * number) + 1} {permissions}" + (number % 3 == 0 ? "s 0 shm" : "p 0");
    }
}
