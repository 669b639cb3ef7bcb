using System.Globalization;

namespace LockCheck.Conformance.Racing;

/// <summary>What a reader shows of a VMA, in pages from the start of a region.</summary>
/// <param name="Start">The first page.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Prot">Read 1, write 2, exec 4, shared 8.</param>
public readonly record struct RegionRecord(long Start, long End, byte Prot)
{
    /// <summary>The record with the letters of maps: <c>4-6 rw-p</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Start}-{End} {Letter(1, 'r')}{Letter(2, 'w')}{Letter(4, 'x')}{((Prot & 8) != 0 ? 's' : 'p')}");

    private char Letter(int bit, char letter) => (Prot & bit) != 0 ? letter : '-';
}
