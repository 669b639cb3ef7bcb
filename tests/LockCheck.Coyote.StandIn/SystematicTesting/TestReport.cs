namespace Microsoft.Coyote.SystematicTesting;

/// <summary>Stand-in.</summary>
public class TestReport
{
    internal TestReport()
    {
    }

    /// <summary>Gets how many runs of a fair strategy were made.</summary>
    public int NumOfExploredFairPaths { get; internal set; }

    /// <summary>Gets how many runs of another strategy were made.</summary>
    public int NumOfExploredUnfairPaths { get; internal set; }

    /// <summary>Gets how many bugs were found: at most one, for the first one ends the test.</summary>
    public int NumOfFoundBugs { get; internal set; }

    /// <summary>Gets the texts of the bugs.</summary>
    public HashSet<string> BugReports { get; internal set; } = new(StringComparer.Ordinal);
}
