using System.Globalization;

namespace LockCheck.Kernel.Recordings;

/// <summary>A line of maps, in pages from the start of a region.</summary>
/// <param name="Start">The first page.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Permissions">Four letters, such as <c>rw-p</c>.</param>
/// <param name="Offset">The offset in pages; 0 for anonymous memory.</param>
/// <param name="Name">The name of the file, or nothing.</param>
public readonly record struct MapRow(long Start, long End, string Permissions, long Offset, string Name)
{
    /// <summary>The line: <c>5-7 rw-p 12 f0</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Start}-{End} {Permissions} {Offset} {Name}").TrimEnd();
}
