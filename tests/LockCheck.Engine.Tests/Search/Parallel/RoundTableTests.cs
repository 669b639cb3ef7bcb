namespace LockCheck.Engine.Tests.Search.Parallel;

/// <summary>Of all successors that are one state, the one with the first place wins, whoever comes first.</summary>
public class RoundTableTests
{
    [Fact]
    public void An_earlier_place_is_taken_and_a_later_one_is_not()
    {
        using var table = new RoundTable();
        var one = new Hash128(5, 6);
        Assert.True(table.Offer(one, 9));
        Assert.False(table.Offer(one, 10));
        Assert.True(table.Offer(one, 0));
        Assert.False(table.Offer(one, 9));
        Assert.True(table.Offer(new Hash128(5, 8), 10));
        Assert.Equal((true, false, false), (table.IsFirst(one, 0), table.IsFirst(one, 9), table.IsFirst(one, 10)));
        Assert.True(table.IsFirst(new Hash128(5, 8), 10));
    }

    /// <summary>Random fingerprints, and as many on one slot, of which most find none near it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_first_place_wins_among_several_threads(int workers)
    {
        const int States = 400;
        const int Offers = 30_000;
        using var table = new RoundTable();
        using var team = new WorkerTeam(workers, _ => new MemoryStream());
        for (var round = 0; round < 3; round++)
        {
            var offers = new (int State, ulong Place)[Offers];
            var random = new SplitMix((ulong)round);
            for (var i = 0; i < Offers; i++)
            {
                offers[i] = (random.Below(States), ((ulong)random.Below(1000) << 32) + (ulong)i);
            }

            var first = offers.GroupBy(offer => offer.State)
                .ToDictionary(group => group.Key, group => group.Min(offer => offer.Place));
            var taken = new bool[Offers];
            team.Do(self =>
            {
                for (var i = self; i < Offers; i += workers)
                {
                    taken[i] = table.Offer(Fingerprint(offers[i].State), offers[i].Place);
                }
            });
            for (var i = 0; i < Offers; i++)
            {
                var isFirst = first[offers[i].State] == offers[i].Place;
                Assert.Equal(isFirst, table.IsFirst(Fingerprint(offers[i].State), offers[i].Place));
                Assert.True(taken[i] || !isFirst);
            }

            team.Do(self => table.Clear(self, workers));
            for (var state = 0; state < States; state++)
            {
                Assert.True(table.Offer(Fingerprint(state), ulong.MaxValue - 1));
            }

            team.Do(self => table.Clear(self, workers));
        }
    }

    private static Hash128 Fingerprint(int state) => state % 2 == 0
        ? new Hash128(((ulong)state << 20) | 77, ((ulong)state << 1) | 1)
        : new Hash128(new SplitMix((ulong)state).Next(), (ulong)state);
}
