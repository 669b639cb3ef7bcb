using System.Text;

namespace LockCheck.Conformance.Targets;

/// <summary>The words of /proc/PID/maps, each made once.</summary>
internal static class MapsText
{
    private const string Deleted = " (deleted)";
    private const string MemoryFile = "/memfd:";

    private static readonly string[] AllPermissions = [.. Enumerable.Range(0, 16).Select(bits =>
        $"{Letter(bits, 8, 'r')}{Letter(bits, 4, 'w')}{Letter(bits, 2, 'x')}{((bits & 1) != 0 ? 's' : 'p')}")];

    /// <summary>Four letters.</summary>
    public static string Permissions(ReadOnlySpan<byte> text) => AllPermissions[
        (text[0] == 'r' ? 8 : 0) + (text[1] == 'w' ? 4 : 0) + (text[2] == 'x' ? 2 : 0) + (text[3] == 's' ? 1 : 0)];

    /// <summary>A name as recordings write it: of a memfd its own, <c>shm</c> for shared anonymous memory.</summary>
    public static string Name(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return string.Empty;
        }

        if (text.SequenceEqual("/dev/zero (deleted)"u8))
        {
            return "shm";
        }

        var name = Encoding.UTF8.GetString(text);
        return name.StartsWith(MemoryFile, StringComparison.Ordinal) && name.EndsWith(Deleted, StringComparison.Ordinal)
            ? name[MemoryFile.Length..^Deleted.Length]
            : name;
    }

    private static char Letter(int bits, int bit, char letter) => (bits & bit) != 0 ? letter : '-';
}
