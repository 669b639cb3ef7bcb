using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Locking;

/// <summary>
/// Small worlds at L2, exhaustively: as many states and steps as the reference has, no deadlock, and each rule of the
/// reference is one that the counts depend on.
/// </summary>
public class StealingCountTests
{
    private static readonly (string Names, int Rounds, bool Signals)[] All =
    [
        ("r1", 3, false),
        ("r1 w1", 2, false),
        ("r1 r2 w1", 1, false),
        ("r1 r2 w1", 2, false),
        ("w1 w2 w3", 2, false),
        ("r1 w1 w2", 2, false),
        ("r1 d1 d2", 2, false),
        ("r1 r2 w1 d1", 1, false),
        ("r1 r2 w1 w2", 1, false),
        ("r1 w1 d1 r2 w2", 1, false),
        ("k1 w1", 2, true),
        ("K1 r1", 2, true),
        ("k1 K1 w1 r1", 1, true),
        ("K1 K2 r1 r2", 1, true),
        ("k1 k2 d1", 2, true),
        ("k1 K1 w1", 2, false),
    ];

    public static TheoryData<string, int, bool> Worlds
    {
        get
        {
            var data = new TheoryData<string, int, bool>();
            foreach (var (names, rounds, signals) in All)
            {
                data.Add(names, rounds, signals);
            }

            return data;
        }
    }

    public static TheoryData<string> Twins => [.. Enum.GetNames<StealingTwin>().Except([nameof(StealingTwin.None)])];

    [Theory]
    [MemberData(nameof(Worlds))]
    public void The_lock_has_the_states_of_the_reference(string names, int rounds, bool signals)
    {
        var expected = Reference((names, rounds, signals), StealingTwin.None);
        Assert.Equal(0, expected.Deadlocks);
        foreach (var depthFirst in (bool[])[true, false])
        {
            var settings = LockScripts.Settings(
                RwSemLevel.L2, names, rounds, signals ? Faults.Signal : Faults.None);
            var result = Lab.Search(settings, selfCheckEvery: 13, depthFirst);
            Lab.AssertNoFailure(settings, result);
            Assert.Equal(
                expected, (result.States, result.Transitions, result.TerminalStates, result.DeadlockStates));
        }
    }

    /// <summary>A test that cannot fail is a defect: without the rule, some world has other counts.</summary>
    [Theory]
    [MemberData(nameof(Twins))]
    public void Each_rule_shows_in_the_counts(string twin) => Assert.Contains(
        All, world => Reference(world, StealingTwin.None) != Reference(world, Enum.Parse<StealingTwin>(twin)));

    /// <summary>A reader and a writer, a round each, by hand.</summary>
    [Fact]
    public void A_reader_and_a_writer_by_hand()
    {
        // Each is before (b), inside (i) or behind (e); q waits, h waits under HANDOFF, v has yet to wake the others, g
        // is granted the lock. Behind each state of reader and writer: how many steps lead out of it.
        (string State, int Steps)[] states =
        [
            ("bb", 2), ("ib", 2), ("bi", 2), ("eb", 1), ("be", 1),
            ("iq", 2), ("ih", 1), ("eq", 1), ("eh", 1), ("ei", 1),
            ("qi", 1), ("qv", 1), ("ge", 1), ("ie", 1), ("ee", 0),
        ];
        var result = Lab.Search(LockScripts.Settings(RwSemLevel.L2, "r1 w1"));
        Assert.Equal((states.Length, states.Sum(state => state.Steps)), (result.States, result.Transitions));
    }

    /// <summary>Two writers, a round each, by hand: by symmetry, the states in which the first one is ahead.</summary>
    [Fact]
    public void Two_writers_by_hand()
    {
        // As above. A waiting writer is the only one, so it is the first: it may ask while the other is inside.
        (string State, int Steps)[] ahead =
        [
            ("ib", 2), ("iq", 2), ("ih", 1), ("eb", 1), ("eq", 1), ("eh", 1), ("ei", 1),
        ];
        var result = Lab.Search(LockScripts.Settings(RwSemLevel.L2, "w1 w2"));
        Assert.Equal(
            (2 + (2 * ahead.Length), 2 + (2 * ahead.Sum(state => state.Steps))), (result.States, result.Transitions));
    }

    private static (long States, long Transitions, long Terminals, long Deadlocks) Reference(
        (string Names, int Rounds, bool Signals) world, StealingTwin twin)
    {
        var kinds = string.Concat(world.Names.Split(' ').Select(name => name[0]));
        return new StealingReference(kinds, world.Rounds, world.Signals, twin).Counts;
    }
}
