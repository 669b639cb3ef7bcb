namespace LockCheck.Kernel.Layouts;

/// <summary>One VMA of a real process, as one line of /proc/PID/maps shows it.</summary>
/// <param name="Start">Address of the first byte.</param>
/// <param name="End">Address one past the last byte.</param>
/// <param name="Prot">Protection and sharing.</param>
public sealed record RealVma(ulong Start, ulong End, Prot Prot)
{
    /// <summary>What the name gives away: see <see cref="ProcMaps"/>.</summary>
    public VmaTraits Traits { get; init; }

    /// <summary>Offset in the file in bytes; 0 for anonymous memory.</summary>
    public ulong OffsetBytes { get; init; }

    /// <summary>The file, numbered from 1 in order of first appearance; 0 = anonymous.</summary>
    public int FileId { get; init; }

    /// <summary>The last column as it stands, octal escapes and <c> (deleted)</c> included; null if empty.</summary>
    public string? Name { get; init; }
}
