namespace LockCheck.Coyote.StandIn.Scheduling;

/// <summary>Makes the decisions of a run: those of a trace that is replayed, then the strategy's. Notes them.</summary>
internal sealed class Decider(Strategy strategy, int stepsMax, IReadOnlyList<string> replayed)
{
    private readonly List<string> _steps = [];

    /// <summary>Gets the decisions, as a trace has them. Sequence ids are the ids; Coyote's are hashes.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>Says which operation has the next turn.</summary>
    public ControlledOperation Next(List<ControlledOperation> enabled, ControlledOperation current, string point)
    {
        var next = Recorded() switch
        {
            null => strategy.Next(enabled, current),
            TraceStep { Point: { } recorded, Value: var id } when recorded == point =>
                enabled.Find(operation => operation.Id == id) ?? throw new CutException(),
            _ => throw new CutException(),
        };
        Note($"op({current.Id}:{current.Id}),sp({point}),next({next.Id}:{next.Id})");
        return next;
    }

    /// <summary>Says a number from 0 up to <paramref name="max"/>.</summary>
    public int Integer(ControlledOperation current, int max)
    {
        var value = Recorded() switch
        {
            null => strategy.Integer(max),
            { Point: null, Value: var recorded } => recorded,
            _ => throw new CutException(),
        };
        Note($"op({current.Id}:{current.Id}),int({value})");
        return value;
    }

    private TraceStep? Recorded() => _steps.Count < replayed.Count ? TraceStep.Parse(replayed[_steps.Count]) : null;

    private void Note(string step)
    {
        if (_steps.Count == stepsMax)
        {
            throw new CutException();
        }

        _steps.Add(step);
    }
}
