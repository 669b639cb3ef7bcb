using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Tests.Mutants;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// The page faults under the VMA's own lock (docs/protocols.md 2j; 6.2, row P-PF).
/// </summary>
public class PageFaultTests
{
    private static readonly string[] Readers =
        ["page_fault/lock-vma-under-rcu", "page_fault/lock-vma-under-rcu-6.15", "page_fault/lock-vma-under-rcu-6.4"];

    // What v6.4.3 mended: a new VMA was changed (number 41), page tables were copied (number 42), and a stack grew
    // (c137381f71ae), without the VMA's lock.
    private static readonly string[] Unlocked = ["mmap-unlocked-vma", "fork-without-vma-locks", "stack-grow-old"];

    public static TheoryData<string> Writers =>
    [
        .. Check.Known.MapWriters.Where(writer => !writer.UsesForeignMm).Select(writer => writer.Name),
    ];

    public static TheoryData<string> Mutants =>
        [.. Check.Known.Readers.OfType<FaultMutant>().Select(mutant => mutant.Name)];

    // Goal: the fault runs on the right VMA or falls back, whatever is done to the map. Method: each page of the
    // layout, every writer, twice.
    [Theory]
    [MemberData(nameof(Writers))]
    public void They_keep_their_promises(string writer)
    {
        foreach (var reader in Readers.Where(reader => Fits(reader, writer)))
        {
            AssertKept(Check.Of(reader, writer, RecordsPerPage.All, repeat: 2));
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void They_keep_their_promises_whatever_fails(string writer)
    {
        foreach (var reader in Readers.Where(reader => Fits(reader, writer)))
        {
            AssertKept(Check.Of(reader, writer, new(1), Faults.Signal | Faults.Exit | Faults.NoMem));
        }
    }

    // Goal: with two faults at once a writer waits for both, and nobody for ever.
    [Fact]
    public void Two_faults_share()
    {
        foreach (var reader in Readers)
        {
            AssertKept(Check.Of(reader, "munmap-mid-of-mid", new(1)) with { Readers = 2 });
        }
    }

    // Goal: the fault that is checked is the one under the lock, too. Method: both ends are reached.
    [Fact]
    public void The_fast_path_and_the_fallback_are_both_taken()
    {
        foreach (var reader in Readers)
        {
            var scenario = Check.Of(reader, "mprotect-mid", new(1));
            var texts = FaultPaths.Of(scenario);
            Assert.Equal(["falls back", "under the VMA's lock"], texts);
        }
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_defect_is_noticed(string name)
    {
        var mutant = Assert.IsType<FaultMutant>(Check.Known.Reader(name), exactMatch: false);
        var scenario = Check.Of(name, mutant.Writer.Writer, new(1));
        var failures = Check.Failures(Check.Run(scenario)).Split(' ');
        Assert.Contains(mutant.Breaks, failures);
    }

    // The first part of the matrix is one of records (docs/protocols.md 6.1): what delivers none has no column there.
    [Fact]
    public void A_fault_has_no_column_and_no_judge_of_records()
    {
        var columns = Scenarios.MatrixColumn.Of(Check.Known, new(1));
        Assert.DoesNotContain(columns, column => column.Reader.StartsWith("page_fault/", StringComparison.Ordinal));
        Assert.Equal(
            ["I10", "I11", "I14", "I15", "I8", "I9", "PF"],
            Check.Of(Readers[0], "none", new(1)).Build(Check.Known).Properties.Select(property => property.Id));
    }

    private static bool Fits(string reader, string writer) =>
        Scenarios.MatrixRunner.WhyNot(Check.Known, reader, writer) is null;

    private static void AssertKept(Scenarios.Scenario scenario)
    {
        var result = Check.Run(scenario);
        var expected = scenario.Writers.Any(at => Unlocked.Contains(at.Writer)) ? "PF" : string.Empty;
        var failures = Check.Failures(result);
        Assert.True(expected == failures, $"{scenario.Reader}: {failures}\n{Check.Explain(scenario, result)}");
    }
}
