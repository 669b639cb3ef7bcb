namespace LockCheck.Engine;

/// <summary>Where a strategy that can starve a thread gives way to a random walk.</summary>
internal static class StrategyHorizon
{
    private const int LongestRuns = 4;
    private const int Least = 200;

    /// <summary>Far behind the longest of the pilot runs, so that what is known of a strategy stays true.</summary>
    public static int Of(int longest) => (int)Math.Min(int.MaxValue, Math.Max(Least, LongestRuns * (long)longest));
}
