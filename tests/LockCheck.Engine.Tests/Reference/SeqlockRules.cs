namespace LockCheck.Engine.Tests.Reference;

/// <summary>
/// The seqlock as rows: the sequence count, the two halves, then the writer's place and values left, then for each
/// reader its place and the three values that it has loaded.
/// </summary>
internal sealed class SeqlockRules(int readers, int writes, bool validates) : Rules
{
    private const int Seq = 0;
    private const int A = 1;
    private const int B = 2;
    private const int WriterPlace = 3;
    private const int Left = 4;
    private const int ReaderEnded = 4;

    public override int Threads => 1 + readers;

    public override Cells Start => Cells.Of([0, 0, 0, 0, writes, .. new int[4 * readers]]);

    public override bool HasEnded(Cells state, int thread) =>
        thread == 0 ? state[Left] == 0 : state[1 + (4 * thread)] == ReaderEnded;

    public override IEnumerable<Move> MovesOf(Cells state, int thread) =>
        HasEnded(state, thread) ? [] : [thread == 0 ? Write(state) : Read(state, thread, 1 + (4 * thread))];

    private Move Write(Cells state)
    {
        var value = writes - state[Left] + 1;
        var next = state[WriterPlace] switch
        {
            0 => state.With((Seq, state[Seq] + 1), (WriterPlace, 1)),
            1 => state.With((A, value), (WriterPlace, 2)),
            2 => state.With((B, value), (WriterPlace, 3)),
            _ => state.With((Seq, state[Seq] + 1), (WriterPlace, 0), (Left, state[Left] - 1)),
        };
        return new Move(0, next);
    }

    private Move Read(Cells state, int thread, int place)
    {
        var (before, a, b) = (place + 1, place + 2, place + 3);
        switch (state[place])
        {
            case 0:
                return new Move(
                    thread, state[Seq] % 2 == 1 ? state : state.With((place, 1), (before, state[Seq])));
            case 1:
                return new Move(thread, state.With((place, 2), (a, state[A])));
            case 2:
                return new Move(thread, state.With((place, 3), (b, state[B])));
            default:
                var believes = !validates || state[Seq] == state[before];
                var next = state.With((before, 0), (a, 0), (b, 0), (place, believes ? ReaderEnded : 0));
                return new Move(thread, next, Breaks: believes && state[a] != state[b]);
        }
    }
}
