using System.Globalization;
using LockCheck.Kernel.Recordings;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Recordings;

/// <summary>Played recordings as text.</summary>
public static class VmaText
{
    /// <summary>Prints the report.</summary>
    public static IEnumerable<string> Lines(VmaReport report)
    {
        foreach (var file in report.Files)
        {
            // Without separators: other programs look for these two numbers.
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Path}: {file.AsExpected} of {file.Total} as expected ({Details(file)})");
            foreach (var line in file.Differences.SelectMany(difference => Lines(file, difference)))
            {
                yield return line;
            }

            var more = file.Total - file.AsExpected - file.Differences.Count;
            if (more > 0)
            {
                yield return $"  and {Numbers.Of(more)} more that differ; --first shows more of them";
            }
        }
    }

    private static string Details(PlayedFile file) => file.Unit == "case"
        ? "cases"
        : $"{Numbers.Of(file.Operations, "call")}, {Numbers.Of(file.KernelViews, "kernel view")}";

    /// <summary>A row, with a star if the other side lacks it.</summary>
    private static string Marked(string row, IEnumerable<string> others) =>
        others.Contains(row, StringComparer.Ordinal) ? $"      {row}" : $"    * {row}";

    private static IEnumerable<string> Lines(PlayedFile file, Difference difference)
    {
        var place = difference.Operation < 0
            ? string.Create(CultureInfo.InvariantCulture, $"{file.Unit} {difference.Sequence}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Unit} {difference.Sequence}, operation {difference.Operation}");
        yield return $"  {place}, {difference.Call}: {difference.What}";
        yield return "    expected";
        foreach (var row in difference.Expected)
        {
            yield return Marked(row, difference.Got);
        }

        yield return "    got";
        foreach (var row in difference.Got)
        {
            yield return Marked(row, difference.Expected);
        }
    }
}
