using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Locking;

/// <summary>
/// Small worlds, exhaustively: as many states and steps as the reference has, at both levels; the threads' own
/// assertions say that writers exclude and readers share; and nobody waits for ever.
/// </summary>
public class LockStateCountTests
{
    public static TheoryData<string, int, bool> Worlds => new()
    {
        { "r", 3, false },
        { "r1 w1", 2, false },
        { "r1 r2 w1", 1, false },
        { "r1 r2 w1", 3, false },
        { "w1 w2 w3", 2, false },
        { "r1 r2 d1", 2, false },
        { "r1 d1 d2", 2, false },
        { "r1 r2 w1 d1", 2, false },
        { "r1 r2 r3 w1 w2", 1, false },
        { "r1 w1 d1 r2 w2 r3", 1, false },
        { "k1 w1", 2, true },
        { "K1 r1", 2, true },
        { "k1 K1 w1 r1", 2, true },
        { "k1 k2 d1", 2, true },
        { "k1 K1 w1", 2, false },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void A_plain_lock_has_the_states_of_the_reference(string names, int rounds, bool signals) =>
        AssertCounts(RwSemLevel.L0, names, rounds, signals);

    [Theory]
    [MemberData(nameof(Worlds))]
    public void A_lock_with_a_wait_list_has_the_states_of_the_reference(string names, int rounds, bool signals) =>
        AssertCounts(RwSemLevel.L1, names, rounds, signals);

    /// <summary>Two readers and a writer, a round each, at L0, by hand.</summary>
    [Fact]
    public void Two_readers_and_a_writer_by_hand()
    {
        // Each thread is before, inside or behind. All 27 combinations but those with the writer and a reader inside.
        var sharing = 3 * 3 * 3;
        var forbidden = 1 * ((3 * 3) - (2 * 2));
        Assert.Equal(sharing - forbidden, Lab.Search(LockScripts.Settings(RwSemLevel.L0, "r1 r2 w1")).States);
    }

    private static void AssertCounts(RwSemLevel level, string names, int rounds, bool signals)
    {
        var kinds = string.Concat(names.Split(' ').Select(name => name[0]));
        var expected = new LockReference(kinds, level, rounds, signals);
        Assert.Equal(0, expected.Deadlocks);
        foreach (var depthFirst in (bool[])[true, false])
        {
            var settings = LockScripts.Settings(level, names, rounds, signals ? Faults.Signal : Faults.None);
            var result = Lab.Search(settings, selfCheckEvery: 13, depthFirst);
            Lab.AssertNoFailure(settings, result);
            Assert.Equal(
                (expected.States, expected.Transitions, expected.Terminals, 0),
                (result.States, result.Transitions, result.TerminalStates, result.DeadlockStates));
        }
    }
}
