namespace LockCheck.Engine.Tests.Reference;

/// <summary>
/// Any reference model under a bound on preemptions: a switch away from a thread that could go on costs one, and the
/// rows remember who ran last and how many switches were spent.
/// </summary>
internal sealed class BoundedRules(Rules rules, int bound) : Rules
{
    private const int Nobody = 99;

    public override int Threads => rules.Threads;

    public override Cells Start => Extend(rules.Start, Nobody, 0);

    public override bool HasEnded(Cells state, int thread) => rules.HasEnded(Inner(state), thread);

    public override IEnumerable<Move> MovesOf(Cells state, int thread)
    {
        var inner = Inner(state);
        var (last, used) = (state[state.Count - 2], state[state.Count - 1]);
        var preempts = thread != last && last != Nobody && rules.MovesOf(inner, last).Any();
        return preempts && used == bound
            ? []
            : rules.MovesOf(inner, thread)
                .Select(move => move with { Next = Extend(move.Next, thread, preempts ? used + 1 : used) });
    }

    private static Cells Inner(Cells state) => new(state.Text[..^2]);

    private static Cells Extend(Cells state, int last, int used) => new($"{state.Text}{(char)last}{(char)used}");
}
