namespace LockCheck.Engine.Tests.Reference;

/// <summary>All reachable states of a reference model, as an explicit graph.</summary>
internal sealed class Enumeration
{
    private readonly Rules _rules;
    private readonly Dictionary<Cells, List<Move>> _graph = [];

    public Enumeration(Rules rules)
    {
        _rules = rules;
        var level = new List<Cells> { rules.Start };
        _graph.Add(rules.Start, []);
        for (; level.Count > 0; Depth++)
        {
            level = level.SelectMany(Explore).ToList();
        }

        Depth--;
    }

    public int States => _graph.Count;

    public int Transitions => _graph.Values.Sum(moves => moves.Count);

    public int Terminals => _graph.Count(pair => pair.Value.Count == 0 && AllEnded(pair.Key));

    public int Deadlocks => _graph.Count(pair => pair.Value.Count == 0 && !AllEnded(pair.Key));

    /// <summary>The largest distance of a state from the start.</summary>
    public int Depth { get; }

    /// <summary>
    /// Of the shortest schedules that break the promise, the first in the order of threads; null if none.
    /// </summary>
    public List<int>? FirstBreak()
    {
        var distance = DistancesToBreak();
        if (!distance.TryGetValue(_rules.Start, out var left))
        {
            return null;
        }

        var schedule = new List<int>();
        for (var at = _rules.Start; left > 0; left--)
        {
            var move = _graph[at].Where(m => left == 1 ? m.Breaks : distance.GetValueOrDefault(m.Next) == left - 1)
                .MinBy(m => m.Thread);
            schedule.Add(move.Thread);
            at = move.Next;
        }

        return schedule;
    }

    /// <summary>Walks one schedule of a model whose steps have no choices; says whether its last step breaks.</summary>
    public bool LastStepBreaks(IEnumerable<int> schedule)
    {
        var at = _rules.Start;
        var breaks = false;
        foreach (var thread in schedule)
        {
            (_, at, breaks) = _graph[at].Single(move => move.Thread == thread);
        }

        return breaks;
    }

    private IEnumerable<Cells> Explore(Cells state)
    {
        var moves = _graph[state];
        for (var thread = 0; thread < _rules.Threads; thread++)
        {
            moves.AddRange(_rules.MovesOf(state, thread));
        }

        return moves.Select(move => move.Next).Where(next => _graph.TryAdd(next, [])).ToList();
    }

    private bool AllEnded(Cells state) =>
        Enumerable.Range(0, _rules.Threads).All(thread => _rules.HasEnded(state, thread));

    /// <summary>How many steps it takes from each state to break the promise, by search backwards.</summary>
    private Dictionary<Cells, int> DistancesToBreak()
    {
        var distance = new Dictionary<Cells, int>();
        foreach (var (state, moves) in _graph)
        {
            if (moves.Any(move => move.Breaks))
            {
                distance.Add(state, 1);
            }
        }

        for (var (steps, grown) = (2, true); grown; steps++)
        {
            grown = false;
            foreach (var (state, moves) in _graph.Where(pair => !distance.ContainsKey(pair.Key)).ToList())
            {
                if (moves.Any(move => distance.GetValueOrDefault(move.Next) == steps - 1))
                {
                    distance.Add(state, steps);
                    grown = true;
                }
            }
        }

        return distance;
    }
}
