using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Reference;

/// <summary>
/// The ticket lock as rows: next ticket, ticket served, entries so far, who is inside, then for each thread its place,
/// its ticket and its rounds left.
/// </summary>
internal sealed class TicketRules(int threads, int rounds, TicketLock kind) : Rules
{
    private const int Next = 0;
    private const int Serving = 1;
    private const int Entered = 2;
    private const int Inside = 3;

    private enum Place
    {
        Draw,
        StoreNext,
        Enter,
        Leave,
    }

    public override int Threads => threads;

    public override Cells Start => Cells.Of(
        [0, 0, 0, 0, .. Enumerable.Range(0, threads).SelectMany(_ => new[] { (int)Place.Draw, 0, rounds })]);

    public override bool HasEnded(Cells state, int thread) => state[4 + (3 * thread) + 2] == 0;

    public override IEnumerable<Move> MovesOf(Cells state, int thread)
    {
        var (place, ticket, left) = (4 + (3 * thread), 5 + (3 * thread), 6 + (3 * thread));
        switch ((Place)state[place])
        {
            case Place.Draw when state[left] > 0 && kind == TicketLock.LoadThenStore:
                yield return Go((ticket, state[Next]), (place, (int)Place.StoreNext));
                break;
            case Place.Draw when state[left] > 0:
                yield return Go((ticket, state[Next]), (Next, state[Next] + 1), (place, (int)Place.Enter));
                break;
            case Place.StoreNext:
                yield return Go((Next, state[ticket] + 1), (place, (int)Place.Enter));
                break;
            case Place.Enter when kind == TicketLock.Barging ? state[Inside] == 0 : state[ticket] == state[Serving]:
                var breaks = state[Inside] > 0 || state[ticket] != state[Entered];
                yield return Go(
                    (Inside, state[Inside] + 1), (Entered, state[Entered] + 1), (ticket, 0),
                    (place, (int)Place.Leave)) with { Breaks = breaks };
                break;
            case Place.Leave:
                yield return Go(
                    (Inside, state[Inside] - 1), (Serving, state[Serving] + 1), (place, (int)Place.Draw),
                    (left, state[left] - 1));
                break;
        }

        Move Go(params (int At, int Value)[] changes) => new(thread, state.With(changes));
    }
}
