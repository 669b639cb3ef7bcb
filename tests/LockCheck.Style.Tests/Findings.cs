namespace LockCheck.Style.Tests;

/// <summary>How a rule's findings become a test's verdict.</summary>
internal static class Findings
{
    private const int ShownMax = 40;

    public static void AssertNone(IEnumerable<string> findings)
    {
        string[] all = findings.ToArray();
        if (all.Length > 0)
        {
            string more = all.Length > ShownMax ? $"\n... and {all.Length - ShownMax} more" : "";
            Assert.Fail(string.Join('\n', all.Take(ShownMax)) + more);
        }
    }

    /// <summary>Applies a rule to the whole tree.</summary>
    public static void AssertNone(Func<SourceFile, IEnumerable<string>> rule) =>
        AssertNone(SourceTree.Files.SelectMany(rule));
}
