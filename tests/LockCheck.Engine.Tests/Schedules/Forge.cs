using System.Security.Cryptography;
using System.Text;

namespace LockCheck.Engine.Tests.Schedules;

/// <summary>Puts right checksums under wrong lines: the format written down a second time, bit by bit.</summary>
internal static class Forge
{
    /// <summary>The lines above the checksums.</summary>
    public static List<string> Above(string text) =>
        [.. text.Split('\n').TakeWhile(line => !line.StartsWith("sums "))];

    /// <summary>The whole file.</summary>
    public static string Text(List<string> above)
    {
        var text = new StringBuilder();
        foreach (var line in above)
        {
            text.Append(line).Append('\n');
        }

        for (var first = 0; first < above.Count; first += 16)
        {
            var covered = above.Skip(first).Take(16).Select(line => $"{Crc(line):x4}").ToList();
            var row = $"sums {first + 1}-{first + covered.Count}: {string.Join(' ', covered)}";
            text.Append($"{row} = {Crc(row):x4}\n");
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return text.Append($"end: {Convert.ToHexString(hash)[..16].ToLowerInvariant()}\n").ToString();
    }

    /// <summary>The remainder modulo x^16 + x^12 + x^5 + 1, a bit at a time.</summary>
    private static int Crc(string line)
    {
        var register = 0xFFFF;
        foreach (var b in Encoding.UTF8.GetBytes(line))
        {
            for (var bit = 7; bit >= 0; bit--)
            {
                var carry = ((register >> 15) ^ (b >> bit)) & 1;
                register = ((register << 1) & 0xFFFF) ^ (carry * 0x1021);
            }
        }

        return register;
    }
}
