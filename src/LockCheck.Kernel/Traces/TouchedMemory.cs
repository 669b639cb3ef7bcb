using System.Collections.Immutable;
using System.Globalization;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>
/// What is taken to be written to: strace shows no page faults, and the first write to private memory gives its VMA an
/// anon_vma, which decides about later merges.
/// </summary>
public sealed class TouchedMemory
{
    private readonly ImmutableArray<Range> _ranges;

    private TouchedMemory(ImmutableArray<Range> ranges) => _ranges = ranges;

    /// <summary>Everything private is written to as soon as it is writable.</summary>
    public static TouchedMemory All { get; } = new([new Range(0, long.MaxValue, 0)]);

    /// <summary>Nothing is, but for what a call populates.</summary>
    public static TouchedMemory None { get; } = new([]);

    /// <summary>
    /// Ranges, one a line: <c>start-end</c> in hexadecimal is written to as soon as it is writable; <c>start-end
    /// line</c> once, before that line of the log. Empty lines and lines that begin with # mean nothing.
    /// </summary>
    /// <exception cref="LayoutException">A line that is none of these, with its number.</exception>
    public static TouchedMemory Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ranges = ImmutableArray.CreateBuilder<Range>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var trimmed = line.Trim();
            if (trimmed.Length > 0 && trimmed[0] != '#')
            {
                ranges.Add(ParseLine(trimmed) ?? throw new LayoutException(
                    $"{source} line {number}: {TextEscape.Quote(trimmed)} is no range",
                    "a line of maps, or a number without its other end",
                    "give `start-end` in hexadecimal, and perhaps the number of a line of the log behind a blank"));
            }
        }

        return new TouchedMemory(ranges.ToImmutable());
    }

    /// <summary>The lines of the log before which something is touched, in their order.</summary>
    internal IEnumerable<long> Lines => _ranges.Where(range => range.Line > 0).Select(range => range.Line).Order();

    /// <summary>A range of a map is new, or has another protection.</summary>
    internal void After(ExactSpace space, long start, long end)
    {
        foreach (var range in _ranges)
        {
            if (range.Line == 0)
            {
                Touch(space, Math.Max(start, range.Start), Math.Min(end, range.End));
            }
        }
    }

    /// <summary>What is touched before a line.</summary>
    internal void Before(ExactSpace space, long line)
    {
        foreach (var range in _ranges)
        {
            if (range.Line == line)
            {
                Touch(space, range.Start, range.End);
            }
        }
    }

    private static void Touch(ExactSpace space, long start, long end)
    {
        for (var vma = space.Vmas.Find(start); vma is not null && vma.Start < end; vma = vma.Next)
        {
            if (vma.Anon is null && (vma.Flags & (VmFlags.Write | VmFlags.Shared | VmFlags.Special)) == VmFlags.Write)
            {
                PageTouch.Prepare(space, vma);
            }
        }
    }

    private static Range? ParseLine(string line)
    {
        var parts = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var ends = parts[0].Split('-');
        var at = 0L;
        return ends.Length == 2 && parts.Length <= 2 &&
            TryHex(ends[0], out var start) && TryHex(ends[1], out var end) && start < end &&
            (parts.Length < 2 || (long.TryParse(
                parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out at) && at > 0))
            ? new Range((long)(start >> ExactSpace.PageShift), ExactSpace.PagesOf(end), at)
            : null;
    }

    private static bool TryHex(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) &&
        number < 1ul << 56;

    /// <summary>In pages; line 0 is always.</summary>
    private readonly record struct Range(long Start, long End, long Line);
}
