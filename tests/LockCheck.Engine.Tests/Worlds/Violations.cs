namespace LockCheck.Engine.Tests.Worlds;

/// <summary>Searches a scratch world of one thread in which exactly one property is broken.</summary>
internal static class Violations
{
    /// <summary>Both orders of search find the property and nothing else; hands back the shortest schedule.</summary>
    public static Finding AssertSingle(Property expected, Func<Routine> routine)
    {
        Finding? found = null;
        foreach (var depthFirst in new[] { true, false })
        {
            var result = Explorer.Search(new ScratchWorld(routine), new SearchOptions { DepthFirst = depthFirst });
            Assert.Equal(Verdict.Violated, result.Verdict);
            found = Assert.Single(result.Findings);
            Assert.Equal(expected, found.Property);
        }

        return found!;
    }
}
