namespace LockCheck.Engine.Tests.Reference;

/// <summary>How a depth-first search for cycles is made, or badly made.</summary>
public enum Colours
{
    /// <summary>An arrow to a grey node closes a cycle; one to a black node does not.</summary>
    Correct,

    /// <summary>Nodes on the path are not told from those that were left: no arrow closes anything.</summary>
    ForgetsGrey,

    /// <summary>An arrow to any known node is taken to close a cycle.</summary>
    BlackIsGrey,

    /// <summary>What is a cycle of all threads together is taken for one of a thread.</summary>
    MixesThreads,
}

/// <summary>
/// The rounds of one thread that is alone, in a graph of arrows: by distances in the whole graph, without the search.
/// </summary>
internal static class LoneRounds
{
    /// <summary>
    /// The length of the shortest schedule that takes one of the threads once around; null if none goes round.
    /// </summary>
    public static int? Shortest(int[][][] arrows, IEnumerable<int> threads)
    {
        var all = Enumerable.Range(0, arrows[0].Length)
            .Select(node => arrows.SelectMany(own => own[node]).ToArray()).ToArray();
        var lengths = from thread in threads
            from node in Enumerable.Range(0, all.Length)
            let there = node == 0 ? 0 : Steps(all, 0, node)
            let round = Steps(arrows[thread], node, node)
            where there is not null && round is not null
            select there + round;
        return lengths.Min();
    }

    /// <summary>What a coloured depth-first search says from each reachable node.</summary>
    public static bool Coloured(int[][][] arrows, int thread, Colours kind)
    {
        var all = Enumerable.Range(0, arrows[0].Length)
            .Select(node => arrows.SelectMany(own => own[node]).ToArray()).ToArray();
        var own = kind == Colours.MixesThreads ? all : arrows[thread];
        var grey = new HashSet<int>();
        var known = new HashSet<int>();
        return Enumerable.Range(0, own.Length).Where(node => node == 0 || Steps(all, 0, node) is not null).Any(Finds);

        bool Finds(int node)
        {
            if (!known.Add(node))
            {
                return false;
            }

            grey.Add(node);
            foreach (var next in own[node])
            {
                if ((kind != Colours.ForgetsGrey && grey.Contains(next)) ||
                    (kind == Colours.BlackIsGrey && known.Contains(next)) || Finds(next))
                {
                    return true;
                }
            }

            grey.Remove(node);
            return false;
        }
    }

    /// <summary>The fewest arrows, at least one, from a node to a node.</summary>
    private static int? Steps(int[][] arrows, int from, int to)
    {
        var reached = new HashSet<int>(arrows[from]);
        for (var steps = 1; steps <= arrows.Length; steps++)
        {
            if (reached.Contains(to))
            {
                return steps;
            }

            reached = [.. reached.SelectMany(node => arrows[node])];
        }

        return null;
    }
}
