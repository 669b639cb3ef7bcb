using System.Numerics;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Sampling;

/// <summary>POS: the order of racing operations is drawn once, and anew after a race.</summary>
public class PosTests
{
    private const int Runs = 64_000;
    private const int Others = 3;

    /// <summary>
    /// One thread touches the shared object at once; the other has m private steps before. Its operation comes first
    /// if each of the m + 1 priorities that it draws is above the one of the first: the integral of (1 - p)^(m + 1),
    /// 1 / (m + 2). A random walk takes m + 1 heads in a row.
    /// </summary>
    [Fact]
    public void A_long_way_to_a_race_is_not_exponentially_unlikely()
    {
        Func<Routine>[] race = [() => Touch(1, 0), () => Touch(1, Others)];
        var pos = Draws.Of(pending => new Pos(pending), Runs, 0, race);
        Assert.True(Draws.Fits(pos[21], Runs, 1.0 / (Others + 2)), $"{pos[21]}");
        var walk = Draws.Of(_ => default(RandomWalk), Runs, 0, race);
        Assert.True(Draws.Fits(walk[21], Runs, 1.0 / 16), $"{walk[21]}");
        Assert.False(Draws.Fits(walk[21], Runs, 1.0 / (Others + 2)));
    }

    /// <summary>
    /// One touches the object once, the other twice. With a new priority after each race, the single one comes first,
    /// second or last with 1/2, 1/4, 1/4; a priority that is kept would be the least of three in a third of the runs.
    /// </summary>
    [Fact]
    public void An_operation_that_lost_a_race_draws_again()
    {
        Func<Routine>[] race = [() => Touch(1, 0), () => Touch(2, 0)];
        var pos = Draws.Of(pending => new Pos(pending), Runs, 0, race);
        Assert.True(Draws.Fits(pos[122], Runs, 1.0 / 2), $"{pos[122]}");
        Assert.True(Draws.Fits(pos[212], Runs, 1.0 / 4), $"{pos[212]}");
        Assert.True(Draws.Fits(pos[221], Runs, 1.0 / 4), $"{pos[221]}");
        var twin = Draws.Of(_ => default(KeepsPriorities), Runs, 0, race);
        Assert.True(Draws.Fits(twin[221], Runs, 1.0 / 3), $"{twin[221]}");
        Assert.False(Draws.Fits(twin[221], Runs, 1.0 / 4));
    }

    [Fact]
    public void Reads_of_one_object_do_not_race()
    {
        var pending = new PendingOperations();
        pending.Set(0, new Footprint(1, 5, AccessMode.Read, AccessOrder.Plain));
        pending.Set(1, new Footprint(1, 5, AccessMode.Read, AccessOrder.Plain));
        pending.Set(2, new Footprint(1, 5, AccessMode.Write, AccessOrder.Plain));
        pending.Set(3, new Footprint(2, 5, AccessMode.Write, AccessOrder.Plain));
        pending.Set(4, new Footprint(0, 0, AccessMode.Write, AccessOrder.Plain));
        pending.Set(5, Footprint.Nothing);
        Assert.False(pending.Race(0, 1));
        Assert.True(pending.Race(0, 2));
        Assert.True(pending.Race(2, 1));
        Assert.False(pending.Race(2, 3));
        Assert.True(pending.Race(3, 4));
        Assert.True(pending.Race(4, 0));
        Assert.False(pending.Race(4, 5));
    }

    private static async Routine Touch(int times, int before)
    {
        for (; before > 0; before--)
        {
            await Operation.Issue<FetchAndAdd, long>(new FetchAndAdd(2));
        }

        for (; times > 0; times--)
        {
            await Operation.Issue<FetchAndAdd, long>(new FetchAndAdd(1));
            ScratchWorld.Number(0) = (10 * ScratchWorld.Number(0)) + Threads.Self.Index + 1;
        }
    }

    /// <summary>The twin: only the thread that made a step draws a new priority.</summary>
    private struct KeepsPriorities : IStrategy
    {
        private Priorities _priorities;

        public readonly bool ReadsPending => false;

        public readonly int Horizon => int.MaxValue;

        public void Begin(uint running, ref RunRandom random)
        {
            for (var set = running; set != 0; set &= set - 1)
            {
                _priorities[BitOperations.TrailingZeroCount(set)] = random.Next();
            }
        }

        public readonly int Pick(uint enabled, ref RunRandom random) => _priorities.Highest(enabled);

        public void After(int slot, uint spawned, ref RunRandom random) => _priorities[slot] = random.Next();
    }
}
