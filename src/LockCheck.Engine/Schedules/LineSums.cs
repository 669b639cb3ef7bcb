using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LockCheck.Engine;

/// <summary>
/// The checksums at the end of a schedule file: sixteen bits for each line, so that an edited line can be named, in
/// rows that carry their own checksum, so that an edited row is not mistaken for an edited line.
/// </summary>
internal static class LineSums
{
    /// <summary>How many lines a row covers.</summary>
    public const int PerRow = 16;

    /// <summary>What a row begins with.</summary>
    public const string Prefix = "sums ";

    private static readonly Regex RowText = new(
        "^(?<body>sums (?<first>[1-9][0-9]{0,8})-(?<last>[1-9][0-9]{0,8}):(?<sums>(?: [0-9a-f]{4}){1,16}))"
        + " = (?<own>[0-9a-f]{4})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>
    /// CRC-16/CCITT-FALSE of a line's UTF-8 bytes: it misses no change of a single character, and of all others one
    /// in 65,536.
    /// </summary>
    public static ushort Of(string line)
    {
        var crc = (ushort)0xFFFF;
        foreach (var b in Encoding.UTF8.GetBytes(line))
        {
            crc ^= (ushort)(b << 8);
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (ushort)((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1);
            }
        }

        return crc;
    }

    /// <summary>Writes a checksum.</summary>
    public static string Hex(ushort sum) => sum.ToString("x4", CultureInfo.InvariantCulture);

    /// <summary>Writes the rows for these lines.</summary>
    public static List<string> Rows(IReadOnlyList<string> lines)
    {
        var rows = new List<string>();
        for (var first = 0; first < lines.Count; first += PerRow)
        {
            var last = Math.Min(first + PerRow, lines.Count);
            var sums = string.Concat(Enumerable.Range(first, last - first).Select(i => $" {Hex(Of(lines[i]))}"));
            var body = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{first + 1}-{last}:{sums}");
            rows.Add($"{body} = {Hex(Of(body))}");
        }

        return rows;
    }

    /// <summary>
    /// The first 64 bits of the SHA-256 of the lines, each with its line feed: what
    /// <c>head -n -1 FILE | sha256sum | cut -c1-16</c> prints.
    /// </summary>
    public static string Digest(IEnumerable<string> lines)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        return Convert.ToHexStringLower(SHA256.HashData(bytes)[..8]);
    }

    /// <summary>Reads the checksum of each line, from the intact rows; null where none is known, and last.</summary>
    public static ushort?[] Recorded(IReadOnlyList<string> lines)
    {
        var recorded = new ushort?[lines.Count + PerRow + 2];
        foreach (var match in lines.Where(line => line.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(line => RowText.Match(line)))
        {
            if (!match.Success || Hex(Of(match.Groups["body"].Value)) != match.Groups["own"].Value)
            {
                continue;
            }

            var first = int.Parse(match.Groups["first"].Value, CultureInfo.InvariantCulture);
            var sums = match.Groups["sums"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < sums.Length && first + i < recorded.Length - 1; i++)
            {
                recorded[first + i] =
                    ushort.Parse(sums[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            }
        }

        return recorded;
    }
}
