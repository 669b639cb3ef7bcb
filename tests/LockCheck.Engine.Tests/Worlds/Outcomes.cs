namespace LockCheck.Engine.Tests.Worlds;

/// <summary>
/// Searches a scratch world to its end and collects what its numbers can be when all threads have ended.
/// </summary>
internal static class Outcomes
{
    /// <summary>The values of the first number, in order; both orders of search must agree on them.</summary>
    public static long[] Of(params Func<Routine>[] routines) => OfSpawning(0, routines);

    /// <summary>The same, with room for threads that the routines spawn.</summary>
    public static long[] OfSpawning(int spare, params Func<Routine>[] routines)
    {
        var breadthFirst = Collect(spare, routines, depthFirst: false);
        Assert.Equal(breadthFirst, Collect(spare, routines, depthFirst: true));
        return breadthFirst;
    }

    private static long[] Collect(int spare, Func<Routine>[] routines, bool depthFirst)
    {
        var outcomes = new SortedSet<long>();
        var world = new ScratchWorld(routines) { Spare = spare, AtEnd = () => outcomes.Add(ScratchWorld.Number(0)) };
        var result = Explorer.Search(world, new SearchOptions { SelfCheckEvery = 1, DepthFirst = depthFirst });
        Assert.Empty(result.Findings);
        Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
        return [.. outcomes];
    }
}
