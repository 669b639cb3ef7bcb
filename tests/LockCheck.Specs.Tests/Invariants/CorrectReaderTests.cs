using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Tests.GroundTruth;
using LockCheck.Specs.Tests.Mutants;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>The reader that holds its lock through a page and resumes correctly keeps all its promises.</summary>
public class CorrectReaderTests
{
    private static readonly RecordsPerPage[] Pages = [new(1), new(2), RecordsPerPage.All, RecordsPerPage.Choice];

    public static TheoryData<string> Writers => [.. Check.Known.MapWriters.Select(writer => writer.Name)];

    public static TheoryData<string> WritersOfRows => MatrixTests.WritersOfRows;

    // Goal: no false alarm. Method: every writer, twice, with every size of page.
    [Theory]
    [MemberData(nameof(Writers))]
    public void It_keeps_its_promises(string writer)
    {
        foreach (var page in Pages)
        {
            foreach (var repeat in (int[])[1, 2])
            {
                var scenario = Check.Of(CorrectReader.NameOfIt, writer, page, repeat: repeat);
                var result = Check.Run(scenario);
                Assert.True(
                    result.Verdict == Verdict.VerifiedWithinBounds,
                    $"{page}: {Check.Failures(result)}\n{Check.Explain(scenario, result)}");
            }
        }
    }

    // Goal: faults are not the reader's. Method: each strikes wherever it can, with records that fill a page.
    [Theory]
    [MemberData(nameof(Writers))]
    public void It_keeps_its_promises_whatever_fails(string writer)
    {
        var scenario = Check.Of(CorrectReader.NameOfIt, writer, new(1), Faults.Signal | Faults.Exit | Faults.NoMem);
        var result = Check.Run(scenario);
        Assert.True(
            result.Verdict == Verdict.VerifiedWithinBounds,
            $"{Check.Failures(result)}\n{Check.Explain(scenario, result)}");
    }

    // Goal: within one lock hold nothing at all happens. Method: one page takes all records.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Nothing_is_noticed_in_one_page(string writer) =>
        Assert.Empty(Check.Run(Check.Of(CorrectReader.NameOfIt, writer, RecordsPerPage.All)).Findings);

    // Goal: the order invariants see what the table says. Method: the reader resumes as P-ML does.
    [Theory]
    [MemberData(nameof(WritersOfRows))]
    public void Overlaps_and_decreasing_starts_are_those_of_PML(string writer)
    {
        var published = PublishedMatrix.Load()[Check.Known.Writer(writer).Row, "P-ML"];
        var observed = Check.Observations(Check.Run(Check.Of(CorrectReader.NameOfIt, writer, new(1))));
        var codes = observed.Replace("I4' I5", "DO").Replace("I5", "D");
        Assert.Equal(published, codes);
    }

    // Goal: with two readers and two writers, each reader's history is its own.
    [Fact]
    public void Two_readers_and_two_writers_are_kept_apart()
    {
        var scenario = Check.Of(CorrectReader.NameOfIt, "munmap-whole-mid", new(2)) with
        {
            Readers = 2,
            Writers = [new("munmap-whole-mid", 1), new("mprotect-mid", 0)],
        };
        Assert.Equal(Verdict.VerifiedWithinBounds, Check.Run(scenario).Verdict);
    }
}
