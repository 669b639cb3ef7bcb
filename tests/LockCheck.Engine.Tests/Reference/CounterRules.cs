namespace LockCheck.Engine.Tests.Reference;

/// <summary>
/// The counter as rows: the counter, then for each thread its place, its rounds left and its loaded value.
/// </summary>
internal sealed class CounterRules(int threads, int increments) : Rules
{
    private const int Load = 0;
    private const int Store = 1;
    private const int Ended = 2;

    public override int Threads => threads;

    public override Cells Start
    {
        get
        {
            var rows = Enumerable.Range(0, threads).SelectMany(_ => new[] { Load, increments, 0 });
            return Cells.Of([0, .. rows]);
        }
    }

    public override bool HasEnded(Cells state, int thread) => state[1 + (3 * thread)] == Ended;

    public override IEnumerable<Move> MovesOf(Cells state, int thread)
    {
        var (place, left, value) = (1 + (3 * thread), 2 + (3 * thread), 3 + (3 * thread));
        if (state[place] == Load)
        {
            yield return new Move(thread, state.With((place, Store), (value, state[0])));
        }
        else if (state[place] == Store && state[left] > 1)
        {
            yield return new Move(
                thread, state.With((0, state[value] + 1), (value, 0), (place, Load), (left, state[left] - 1)));
        }
        else if (state[place] == Store)
        {
            var next = state.With((0, state[value] + 1), (value, 0), (place, Ended), (left, 0));
            var last = Enumerable.Range(0, threads).All(other => HasEnded(next, other));
            yield return new Move(thread, next, Breaks: last && next[0] != threads * increments);
        }
    }
}
