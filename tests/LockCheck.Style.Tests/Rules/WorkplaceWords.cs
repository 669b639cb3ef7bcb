using System.Text.RegularExpressions;

namespace LockCheck.Style.Tests.Rules;

/// <summary>
/// The tree names the project, never the machine it was written on: no absolute folders of one, no server that a build
/// happens to reach. The patterns are put together from pieces, so that this file does not match itself.
/// </summary>
internal static class WorkplaceWords
{
    private static readonly string[] Folders = ["wo" + "rk", "t" + "mp", "ro" + "ot"];

    private static readonly Regex[] Patterns =
    [
        new($"/({string.Join('|', Folders)})/"),
        new($"(?<=^|[\\s\"'`(=])/({string.Join('|', Folders)})(?=$|[\\s\"'`),;.])"),
        new(@"\.lib" + "rary"),
        new("before" + "-stop"),
        new("nu" + @"get\.org"),
    ];

    public static IEnumerable<string> Find(SourceFile file)
    {
        if (file.IsUnder("tests") && file.Path.Contains("/data/"))
        {
            yield break;
        }

        for (int i = 0; i < file.Lines.Length; i++)
        {
            Match? match = Patterns.Select(p => p.Match(file.Lines[i])).FirstOrDefault(m => m.Success);
            if (match is not null)
            {
                yield return $"{file.At(i)}: '{match.Value}' names a machine; use a relative path or GetTempPath()";
            }
        }
    }
}
