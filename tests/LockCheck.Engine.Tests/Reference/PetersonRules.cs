namespace LockCheck.Engine.Tests.Reference;

/// <summary>
/// Peterson's lock as rows: flags, turn, who is inside, then for each thread its place and its rounds left.
/// </summary>
internal sealed class PetersonRules(int rounds, bool turnFirst) : Rules
{
    private const int Turn = 2;
    private const int Inside = 3;

    private enum Place
    {
        First,
        Second,
        LoadFlag,
        LoadTurn,
        Enter,
        Leave,
        Ended,
    }

    public override int Threads => 2;

    public override Cells Start => Cells.Of(0, 0, 0, 0, (int)Place.First, rounds, (int)Place.First, rounds);

    public override bool HasEnded(Cells state, int thread) => PlaceOf(state, thread) == Place.Ended;

    public override IEnumerable<Move> MovesOf(Cells state, int thread)
    {
        var other = 1 - thread;
        (int At, int Value) flag = (thread, 1), turn = (Turn, other);
        switch (PlaceOf(state, thread))
        {
            case Place.First:
                yield return Go(turnFirst ? turn : flag, Place.Second);
                break;
            case Place.Second:
                yield return Go(turnFirst ? flag : turn, Place.LoadFlag);
                break;
            case Place.LoadFlag:
                yield return Go(flag, state[other] == 0 ? Place.Enter : Place.LoadTurn);
                break;
            case Place.LoadTurn:
                yield return Go(flag, state[Turn] == thread ? Place.Enter : Place.LoadFlag);
                break;
            case Place.Enter:
                yield return Go((Inside, state[Inside] + 1), Place.Leave) with { Breaks = state[Inside] > 0 };
                break;
            case Place.Leave:
                var left = state[5 + (2 * thread)];
                var after = rounds == 0 || left > 1 ? Place.First : Place.Ended;
                var next = Go((Inside, state[Inside] - 1), after).Next;
                yield return new Move(thread, next.With((thread, 0), (5 + (2 * thread), rounds == 0 ? 0 : left - 1)));
                break;
        }

        Move Go((int At, int Value) change, Place to) =>
            new(thread, state.With(change, (4 + (2 * thread), (int)to)));
    }

    private static Place PlaceOf(Cells state, int thread) => (Place)state[4 + (2 * thread)];
}
