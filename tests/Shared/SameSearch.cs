using LockCheck.Engine;

namespace LockCheck;

/// <summary>Compares all that is said of two searches, but for what they cost.</summary>
internal static class SameSearch
{
    /// <summary>The same states, in the same order: verdicts, counts, findings, paths.</summary>
    public static void Assert(SearchResult one, SearchResult other)
    {
        AssertSameStates(one, other);
        Xunit.Assert.Equal(
            (one.Depth, one.MaxFrontier, one.VectorBytes, one.MissProbability),
            (other.Depth, other.MaxFrontier, other.VectorBytes, other.MissProbability));
        Xunit.Assert.Equal(
            one.Findings.Select(found => (found.Property?.Id, found.IsShortest)),
            other.Findings.Select(found => (found.Property?.Id, found.IsShortest)));
        foreach (var (mine, others) in one.Findings.Zip(other.Findings))
        {
            Xunit.Assert.Equal(mine.Path, others.Path);
        }
    }

    /// <summary>The same states, in any order.</summary>
    public static void AssertSameStates(SearchResult one, SearchResult other)
    {
        Xunit.Assert.Equal((one.Verdict, one.CutBy), (other.Verdict, other.CutBy));
        Xunit.Assert.Equal(
            (one.States, one.Transitions, one.TerminalStates, one.DeadlockStates),
            (other.States, other.Transitions, other.TerminalStates, other.DeadlockStates));
        Xunit.Assert.Equal(
            one.Findings.Select(found => found.Property?.Id).Order(),
            other.Findings.Select(found => found.Property?.Id).Order());
    }
}
