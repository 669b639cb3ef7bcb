using LockCheck.Engine;
using LockCheck.Reporting.Checks;

namespace LockCheck.Cli;

/// <summary>What a shell sees of an outcome. Safety comes before deadlock, deadlock before liveness.</summary>
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

    /// <summary>A promise is broken, or modelled code crashed; a reader lost a promise; a recording,
    /// or the running kernel, differs.</summary>
    public const int Safety = 12;

    /// <summary>A run need never end: a thread that runs alone comes back to where it was.</summary>
    public const int Liveness = 13;

    /// <summary>LockCheck itself is at fault.</summary>
    public const int Internal = 70;

    /// <summary>The code of a search; observations do not count.</summary>
    public static int Of(SearchResult result) =>
        result.CutBy == CoverageText.Interrupted ? Inconclusive
        : WorstOf(result.Findings.Select(Of)) is var code and not Nothing ? code
        : result.Verdict == Verdict.Inconclusive ? Inconclusive
        : Nothing;

    /// <summary>The code of a finding.</summary>
    public static int Of(Finding finding) =>
        !finding.IsFailure ? Nothing
        : finding.IsDeadlock ? Deadlock
        : finding.Property!.Kind == PropertyKind.Liveness ? Liveness
        : Safety;

    /// <summary>The most serious of the codes of failures; nothing if there is none among them.</summary>
    public static int WorstOf(IEnumerable<int> codes)
    {
        var known = codes.ToList();
        return known.Contains(Safety) ? Safety
            : known.Contains(Deadlock) ? Deadlock
            : known.Contains(Liveness) ? Liveness
            : Nothing;
    }
}
