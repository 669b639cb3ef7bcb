namespace LockCheck.Engine.Tests.Reduction;

/// <summary>Compares a reduced search with the full one.</summary>
internal static class AgainstFull
{
    /// <summary>
    /// Says what a reduced search has wrong; null if nothing. Whatever breaks, ends or stops for good is the same, and
    /// each finding's schedule shows it.
    /// </summary>
    public static string? Difference(
        Func<Model> world, SearchResult full, ReductionRules? rules = null, bool depthFirst = false)
    {
        var loaded = LoadedModel.Load(world());
        var options = new SearchOptions { DepthFirst = depthFirst, SelfCheckEvery = 7, MaxStates = full.States };
        var reduced = ReducedSearch.Run(loaded, options, default, rules);
        var expected = Summary(full);
        return Summary(reduced) != expected ? $"{Summary(reduced)} instead of {expected}"
            : reduced.Findings.FirstOrDefault(finding => !Shows(world(), finding)) is { } finding
                ? $"a schedule does not show {finding.Property?.Id ?? "a deadlock"}"
            : null;
    }

    public static void AssertSame(Func<Model> world)
    {
        var full = Explorer.Search(world());
        Assert.Null(Difference(world, full));
        Assert.Null(Difference(world, full, depthFirst: true));
    }

    private static string Summary(SearchResult result) =>
        $"{result.Verdict}, {result.TerminalStates} ends, {result.DeadlockStates} deadlocks, broken: "
        + string.Join(' ', result.Findings.Select(finding => finding.Property?.Id ?? "deadlock").Order());

    private static bool Shows(Model world, Finding finding)
    {
        using var walk = new Walk(LoadedModel.Load(world));
        IReadOnlyList<Property> broken = [];
        foreach (var step in finding.Path)
        {
            int rest = step.Choice;
            broken = walk.Step(ThreadId.Of(step.Slot), count =>
            {
                var value = rest % count;
                rest /= count;
                return value;
            });
        }

        return finding.Property is { } property ? broken.Contains(property) : walk.IsDeadlock;
    }
}
