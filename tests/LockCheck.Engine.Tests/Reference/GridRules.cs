namespace LockCheck.Engine.Tests.Reference;

/// <summary>Threads that share nothing, as rows: the steps that each has left.</summary>
internal sealed class GridRules(int threads, int steps) : Rules
{
    public override int Threads => threads;

    public override Cells Start => Cells.Of([.. Enumerable.Repeat(steps, threads)]);

    public override bool HasEnded(Cells state, int thread) => state[thread] == 0;

    public override IEnumerable<Move> MovesOf(Cells state, int thread) =>
        HasEnded(state, thread) ? [] : [new Move(thread, state.With((thread, state[thread] - 1)))];
}
