using System.Globalization;

namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>The ranges of /proc/PID/maps, without the gate page, which is no VMA.</summary>
internal static class ProcMaps
{
    public static (ulong Start, ulong End)[] Ranges(int pid) =>
        File.ReadAllLines($"/proc/{pid}/maps").Where(line => !line.EndsWith("[vsyscall]")).Select(Range).ToArray();

    private static (ulong Start, ulong End) Range(string line)
    {
        string[] ends = line[..line.IndexOf(' ')].Split('-');
        return (Address(ends[0]), Address(ends[1]));
    }

    private static ulong Address(string text) => ulong.Parse(text, NumberStyles.HexNumber);
}
