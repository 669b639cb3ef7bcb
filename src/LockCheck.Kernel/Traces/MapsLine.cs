using System.Globalization;

namespace LockCheck.Kernel.Traces;

/// <summary>A line of /proc/PID/maps.</summary>
/// <param name="Start">The first address.</param>
/// <param name="End">One past the last address.</param>
/// <param name="Permissions">Four letters.</param>
/// <param name="Offset">The offset in bytes.</param>
/// <param name="Inode">Device and inode, such as <c>fe:00 247270</c>; none if the log does not say it.</param>
/// <param name="Name">The last column, or nothing.</param>
/// <param name="GrowsDown">Whether it is a stack; of a line of text that is known by its name only.</param>
public sealed record MapsLine(
    ulong Start, ulong End, string Permissions, ulong Offset, string? Inode, string Name, bool GrowsDown)
{
    /// <summary>The column of the name (show_vma_header_prefix, seq_pad).</summary>
    private const int NameColumn = 73;

    /// <summary>The line as the kernel prints it; an inode that is not known as <c>00:00 0</c>.</summary>
    public override string ToString()
    {
        var head = string.Create(
            CultureInfo.InvariantCulture, $"{Start:x8}-{End:x8} {Permissions} {Offset:x8} {Inode ?? "00:00 0"} ");
        return Name.Length == 0 ? head : head.PadRight(NameColumn - 1) + (head.Length < NameColumn ? " " : "") + Name;
    }

    /// <summary>Whether two lines say the same, as far as both say it.</summary>
    internal bool Agrees(MapsLine other) => Start == other.Start && AgreesBelow(other);

    /// <summary>Whether the other is this stack, and longer: faults that the log does not show made it grow.</summary>
    internal bool IsGrownTo(MapsLine other) => GrowsDown && other.Start < Start && AgreesBelow(other);

    /// <summary>A line of a maps text that has been checked.</summary>
    internal static MapsLine Parse(string line)
    {
        var parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        var dash = parts[0].IndexOf('-', StringComparison.Ordinal);
        var name = parts.Length > 5 ? parts[5].TrimStart(' ') : string.Empty;
        return new MapsLine(
            Hex(parts[0][..dash]), Hex(parts[0][(dash + 1)..]), parts[1], Hex(parts[2]), $"{parts[3]} {parts[4]}", name,
            string.Equals(name, "[stack]", StringComparison.Ordinal));
    }

    private static ulong Hex(string text) =>
        ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private bool AgreesBelow(MapsLine other) =>
        End == other.End && Offset == other.Offset &&
        string.Equals(Permissions, other.Permissions, StringComparison.Ordinal) &&
        string.Equals(Name, other.Name, StringComparison.Ordinal) &&
        (Inode is null || other.Inode is null || string.Equals(Inode, other.Inode, StringComparison.Ordinal));
}
