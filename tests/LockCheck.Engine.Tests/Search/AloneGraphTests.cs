using LockCheck.Engine.Tests.Reference;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>
/// Goal: the search for lone rounds says what is so, of all graphs. Method: drawn graphs, whose rounds are worked out
/// from distances; and the same graphs tell badly made searches from a right one.
/// </summary>
public class AloneGraphTests
{
    private const int Graphs = 2_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whether_there_is_a_round_and_its_shortest_schedule_are_as_worked_out(int threads)
    {
        var found = 0;
        for (var seed = 0UL; seed < Graphs; seed++)
        {
            var arrows = Drawn(seed, threads);
            int[] alone = seed % 3 == 0 ? [.. Enumerable.Range(0, threads)] : [(int)(seed % (ulong)threads)];
            var expected = LoneRounds.Shortest(arrows, alone);
            var finding = Rounds(arrows, new SearchOptions { Alone = alone });
            Assert.True(expected == finding?.Path.Count, $"seed {seed}: {expected}, not {finding?.Path.Count}");
            Assert.True(finding?.IsShortest ?? true);
            if (finding is not null)
            {
                found++;
                AssertGoesRound(arrows, alone, finding);
            }
        }

        Assert.InRange(found, Graphs / 5, Graphs * 4 / 5);
    }

    [Fact]
    public void Depth_first_finds_rounds_in_the_same_graphs()
    {
        for (var seed = 0UL; seed < Graphs; seed++)
        {
            var arrows = Drawn(seed, 2);
            int[] alone = [0];
            var expected = LoneRounds.Shortest(arrows, alone);
            var deep = Rounds(arrows, new SearchOptions { Alone = alone, DepthFirst = true });
            Assert.Equal(expected is null, deep is null);
            if (deep is not null)
            {
                Assert.False(deep.IsShortest);
                AssertGoesRound(arrows, alone, deep);
            }
        }
    }

    // What the search is asked for beside does not change what it counts.
    [Fact]
    public void States_and_transitions_are_those_of_the_search_without_it()
    {
        for (var seed = 0UL; seed < 200; seed++)
        {
            var arrows = Drawn(seed, 2);
            var plain = Explorer.Search(new GraphWorld(arrows));
            var both = Explorer.Search(new GraphWorld(arrows), new SearchOptions { Alone = [0, 1] });
            Assert.Equal(
                (plain.States, plain.Transitions, plain.Depth, plain.DeadlockStates),
                (both.States, both.Transitions, both.Depth, both.DeadlockStates));
        }
    }

    [Theory]
    [InlineData(Colours.Correct, false)]
    [InlineData(Colours.ForgetsGrey, true)]
    [InlineData(Colours.BlackIsGrey, true)]
    [InlineData(Colours.MixesThreads, true)]
    public void The_graphs_tell_a_badly_made_search_from_a_right_one(Colours kind, bool isCaught)
    {
        var caught = Enumerable.Range(0, Graphs).Any(seed =>
        {
            var arrows = Drawn((ulong)seed, 2);
            return LoneRounds.Coloured(arrows, 0, kind) != LoneRounds.Shortest(arrows, [0]) is not null;
        });
        Assert.Equal(isCaught, caught);
    }

    private static int[][][] Drawn(ulong seed, int threads) =>
        GraphWorld.Draw(seed, threads, nodes: 2 + (int)(seed % 9));

    private static Finding? Rounds(int[][][] arrows, SearchOptions options) =>
        Explorer.Search(new GraphWorld(arrows), options).Findings
            .SingleOrDefault(finding => finding.Property == Property.Alone);

    /// <summary>The schedule, walked by hand: it ends where a thread was before, alone since then.</summary>
    private static void AssertGoesRound(int[][][] arrows, int[] alone, Finding finding)
    {
        var nodes = new List<int> { 0 };
        foreach (var step in finding.Path)
        {
            nodes.Add(arrows[step.Slot][nodes[^1]][step.Choice]);
        }

        var last = finding.Path[^1].Slot;
        var before = finding.Path.Reverse().TakeWhile(step => step.Slot == last).Count();
        Assert.Contains((int)last, alone);
        Assert.Contains(nodes[^1], nodes.TakeLast(before + 1).SkipLast(1));
    }
}
