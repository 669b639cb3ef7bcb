namespace LockCheck.Style.Tests.Rules;

/// <summary>Two files fit side by side. Prose (Markdown) wraps in its reader; a long address cannot.</summary>
internal static class LineWidth
{
    public const int ColumnsMax = 120;

    private static readonly string[] Extensions = [".cs", ".props", ".targets", ".csproj", ".yml", ".yaml"];

    public static IEnumerable<string> Find(SourceFile file)
    {
        if (!file.IsShell && !Extensions.Contains(file.Extension))
        {
            yield break;
        }

        for (int i = 0; i < file.Lines.Length; i++)
        {
            int columns = file.Lines[i].EnumerateRunes().Count();
            if (columns > ColumnsMax && !file.Lines[i].Contains("https://"))
            {
                yield return $"{file.At(i)}: {columns} columns, {ColumnsMax} are allowed";
            }
        }
    }
}
