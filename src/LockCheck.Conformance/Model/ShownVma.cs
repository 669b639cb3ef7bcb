using System.Globalization;

namespace LockCheck.Conformance.Model;

/// <summary>A record of a reader, in addresses.</summary>
/// <param name="Start">The first address.</param>
/// <param name="End">One past the last address.</param>
/// <param name="Prot">Read 1, write 2, exec 4, shared 8.</param>
public readonly record struct ShownVma(ulong Start, ulong End, byte Prot)
{
    /// <summary>The record as maps begins its line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Start:x8}-{End:x8} {Letter(1, 'r')}{Letter(2, 'w')}{Letter(4, 'x')}{((Prot & 8) != 0 ? 's' : 'p')}");

    private char Letter(int bit, char letter) => (Prot & bit) != 0 ? letter : '-';
}
