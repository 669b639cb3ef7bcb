namespace LockCheck.Style.Tests.Rules;

/// <summary>Files of one concern are short. The table of exceptions is a ratchet: it may only shrink.</summary>
internal static class FileLength
{
    public const int LinesMax = 400;
    public const int MedianMax = 200;

    /// <summary>How far a file may fall below its exception before the exception has to follow it.</summary>
    private const int SlackMax = 50;

    /// <summary>Files that may be longer, each with its own limit and the reason why it is not two files.</summary>
    public static readonly LongFile[] Permitted = [];

    public static IEnumerable<string> Find(IEnumerable<SourceFile> files, LongFile[] permitted)
    {
        Dictionary<string, int> lines = files.Where(f => f.IsCSharp).ToDictionary(f => f.Path, f => f.Lines.Length);
        foreach ((string path, int count) in lines.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            int limit = permitted.FirstOrDefault(p => p.Path == path)?.LinesMax ?? LinesMax;
            if (count > limit)
            {
                yield return $"{path}: {count} lines, {limit} are allowed; one concern a file, so split it";
            }
        }

        foreach (LongFile entry in permitted)
        {
            int count = lines.GetValueOrDefault(entry.Path);
            if (count <= LinesMax)
            {
                yield return $"{entry.Path}: {count} lines; it no longer needs its exception, so remove that";
            }
            else if (count < entry.LinesMax - SlackMax)
            {
                yield return $"{entry.Path}: {count} lines; lower its exception of {entry.LinesMax}";
            }

            if (string.IsNullOrWhiteSpace(entry.Reason))
            {
                yield return $"{entry.Path}: an exception wants a reason";
            }
        }

        int[] sorted = lines.Values.Order().ToArray();
        if (sorted.Length > 0 && sorted[sorted.Length / 2] > MedianMax)
        {
            yield return $"the median file has {sorted[sorted.Length / 2]} lines, {MedianMax} are allowed";
        }
    }

    internal sealed record LongFile(string Path, int LinesMax, string Reason);
}
