using System.Security.Cryptography;
using System.Text;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>The checksums of a schedule file, made anew from the description of its format.</summary>
internal static class Sums
{
    private const int PerRow = 16;

    /// <summary>Closes a file: rows of checksums, sixteen lines each, and the digest of everything above.</summary>
    public static string Seal(string[] lines)
    {
        var sealedLines = lines.ToList();
        for (var first = 0; first < lines.Length; first += PerRow)
        {
            var last = Math.Min(first + PerRow, lines.Length);
            var sums = string.Concat(lines[first..last].Select(line => $" {Crc(line):x4}"));
            var row = $"sums {first + 1}-{last}:{sums}";
            sealedLines.Add($"{row} = {Crc(row):x4}");
        }

        var text = string.Concat(sealedLines.Select(line => line + "\n"));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        return $"{text}end: {digest}\n";
    }

    private static int Crc(string line)
    {
        var crc = 0xFFFF;
        foreach (var b in Encoding.UTF8.GetBytes(line))
        {
            crc ^= b << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = ((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xFFFF;
            }
        }

        return crc;
    }
}
