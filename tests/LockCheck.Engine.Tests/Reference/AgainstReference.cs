namespace LockCheck.Engine.Tests.Reference;

/// <summary>Compares the engine with the enumerator.</summary>
internal static class AgainstReference
{
    /// <summary>
    /// Both orders of search, and two workers, count what the enumerator counts; self-checks are on at every state.
    /// </summary>
    public static SearchResult AssertSameCounts(Func<Model> world, Rules rules, SearchOptions? options = null)
    {
        var expected = new Enumeration(rules);
        options = (options ?? new SearchOptions()) with { SelfCheckEvery = 1 };
        SearchResult[] results =
        [
            Explorer.Search(world(), options with { DepthFirst = true }),
            Explorer.Search(world(), options with { Workers = 2 }),
            Explorer.Search(world(), options),
        ];
        foreach (var result in results)
        {
            Assert.Equal(
                (expected.States, expected.Transitions, expected.Terminals, expected.Deadlocks),
                (result.States, result.Transitions, result.TerminalStates, result.DeadlockStates));
        }

        SameSearch.Assert(results[1], results[2]);
        Assert.Equal(expected.Depth, results[2].Depth);
        return results[2];
    }

    public static List<int> ThreadsOf(Finding finding) => finding.Path.Select(step => (int)step.Slot).ToList();
}
