using LockCheck.Engine;
using LockCheck.Reporting.Checks;

namespace LockCheck.Cli;

/// <summary>What a shell sees of an outcome. Safety comes before deadlock.</summary>
public static class ExitCodes
{
    /// <summary>Nothing was found.</summary>
    public const int Nothing = 0;

    /// <summary>The command line, or a file that it names, cannot be used.</summary>
    public const int Usage = 2;

    /// <summary>
    /// Nothing was found, and not everything was looked at; or somebody pressed Ctrl-C, whatever was found.
    /// </summary>
    public const int Inconclusive = 3;

    /// <summary>A replay went another way than its schedule.</summary>
    public const int Diverged = 4;

    /// <summary>Threads are left and none can go on.</summary>
    public const int Deadlock = 11;

    /// <summary>A promise is broken, or modelled code crashed; a reader lost a promise; a recording
    /// differs.</summary>
    public const int Safety = 12;

    /// <summary>LockCheck itself is at fault.</summary>
    public const int Internal = 70;

    /// <summary>The code of a search; observations do not count.</summary>
    public static int Of(SearchResult result) =>
        result.CutBy == CoverageText.Interrupted ? Inconclusive
        : result.Findings.Any(finding => finding is { IsFailure: true, IsDeadlock: false }) ? Safety
        : result.Findings.Any(finding => finding.IsDeadlock) ? Deadlock
        : result.Verdict == Verdict.Inconclusive ? Inconclusive
        : Nothing;
}
