using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>smaps_rollup, which drops a contended lock (docs/protocols.md 2g, 5, 6.2, 6.3).</summary>
public class SmapsRollupTests
{
    private const string First = "smaps_rollup/5.10";
    private const string Skipping = "smaps_rollup/6.1";
    private const string Repaired = "smaps_rollup/6.10";
    private const Faults AllFaults = Faults.Signal | Faults.Exit | Faults.NoMem;

    // They take the mmap_lock for read.
    private static readonly string[] OfTheReadLock = ["file-write", "stack-grow-old"];

    public static TheoryData<string> Writers => [.. Check.WritersOf(Repaired)];

    // 6.2, row P-SR0/2, and 6.3. Method: every writer, twice, and once with everything that may fail.
    [Theory]
    [MemberData(nameof(Writers))]
    public void The_first_and_the_repaired_one_keep_their_promises(string writer)
    {
        foreach (var reader in (string[])[First, Repaired])
        {
            foreach (var (repeat, faults) in ((int, Faults)[])[(2, Faults.None), (1, AllFaults)])
            {
                foreach (var level in Enum.GetValues<RwSemLevel>())
                {
                    var scenario = Check.Of(reader, writer, new(1), faults, repeat) with { RwSem = level };
                    var result = Check.Run(scenario);
                    Assert.True(
                        result.Verdict == Verdict.VerifiedWithinBounds,
                        $"{reader}, {level}: {Check.Failures(result)}\n{Check.Explain(scenario, result)}");
                }
            }
        }
    }

    // Bug 49. Method: any writer that waits for the lock will do, and it loses pages, and nothing else.
    [Theory]
    [MemberData(nameof(Writers))]
    public void The_one_between_loses_a_VMA_if_somebody_waits(string writer)
    {
        var known = Check.Known.Writer(writer);
        var waits = !known.DoesNothing && !known.GivesSecondMm && !OfTheReadLock.Contains(writer);
        var failures = Check.Failures(Check.Run(Check.Of(Skipping, writer, new(1))));
        Assert.Equal(waits ? "I1" : string.Empty, failures);
    }

    // Without waiting there is no contention: nobody drops the lock, and the three are one.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Without_contention_the_three_are_one(string writer)
    {
        var states = ((string[])[First, Skipping, Repaired]).Select(reader =>
        {
            var result = Check.Run(Check.Of(reader, writer, new(1)) with { RwSem = RwSemLevel.L0 });
            Assert.Empty(result.Findings);
            return result.States;
        });
        Assert.Single(states.Distinct());
    }

    // 6.3: a fatal signal while the lock is taken again. Method: the error is returned with nothing held (I8, I9), and
    // the schedules in which it strikes are there.
    [Fact]
    public void A_fatal_signal_ends_it_with_nothing_held()
    {
        foreach (var reader in (string[])[First, Repaired])
        {
            var quiet = Check.Run(Check.Of(reader, "mprotect-mid", new(1)));
            var struck = Check.Run(Check.Of(reader, "mprotect-mid", new(1), Faults.Signal));
            Assert.Empty(Check.Failures(struck));
            Assert.True(struck.TerminalStates > quiet.TerminalStates, reader);
        }
    }
}
