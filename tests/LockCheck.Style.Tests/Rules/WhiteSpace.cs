namespace LockCheck.Style.Tests.Rules;

/// <summary>No invisible differences: trailing blanks, tabs, carriage returns, a last line without end.</summary>
internal static class WhiteSpace
{
    private static readonly string[] Extensions =
        [".cs", ".props", ".targets", ".csproj", ".yml", ".yaml", ".md", ".json", ".editorconfig", ".gitignore"];

    public static IEnumerable<string> Find(SourceFile file)
    {
        if (IsData(file) || (!file.IsShell && !Extensions.Contains(file.Extension)))
        {
            yield break;
        }

        for (int i = 0; i < file.Lines.Length; i++)
        {
            string line = file.Lines[i];
            if (line.Length > 0 && char.IsWhiteSpace(line[^1]))
            {
                yield return $"{file.At(i)}: trailing white space";
            }

            if (file.IsCSharp && line.Contains('\t'))
            {
                yield return $"{file.At(i)}: a tab; indent with four spaces, and write \\t in a literal";
            }
        }

        if (file.Text.Length > 0 && !file.Text.EndsWith('\n'))
        {
            yield return $"{file.Path}: the last line has no end";
        }

        if (file.Text.EndsWith("\n\n"))
        {
            yield return $"{file.Path}: empty lines at the end";
        }
    }

    private static bool IsData(SourceFile file) => file.IsUnder("tests") && file.Path.Contains("/data/");
}
