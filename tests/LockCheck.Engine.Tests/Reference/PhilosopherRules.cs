namespace LockCheck.Engine.Tests.Reference;

/// <summary>
/// The philosophers as rows: the forks, then for each philosopher the steps and the meals still to take.
/// </summary>
internal sealed class PhilosopherRules(int seats, int meals, bool lastIsRightHanded) : Rules
{
    public override int Threads => seats;

    public override Cells Start => Cells.Of(
        [.. new int[seats], .. Enumerable.Range(0, seats).SelectMany(_ => new[] { 0, meals })]);

    public override bool HasEnded(Cells state, int thread) => state[seats + (2 * thread) + 1] == 0;

    public override IEnumerable<Move> MovesOf(Cells state, int thread)
    {
        var (place, left) = (seats + (2 * thread), seats + (2 * thread) + 1);
        if (state[left] == 0)
        {
            yield break;
        }

        var (first, second) = (thread, (thread + 1) % seats);
        if (lastIsRightHanded && thread == seats - 1)
        {
            (first, second) = (second, first);
        }

        var step = state[place];
        var fork = step is 0 or 2 ? first : second;
        if (step < 2 && state[fork] == 0)
        {
            yield return new Move(thread, state.With((fork, 1), (place, step + 1)));
        }
        else if (step >= 2)
        {
            yield return new Move(
                thread,
                state.With((fork, 0), (place, (step + 1) % 4), (left, step == 3 ? state[left] - 1 : state[left])));
        }
    }
}
