using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Invariants;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>How the task_vma readers of one map lose pages: whole VMAs, or pieces of changed ones.</summary>
public class SkippedOrCutTests
{
    public static TheoryData<string> Readers =>
    [
        .. Catalogue.Load().Readers
            .Where(reader => reader.Name.StartsWith("task_vma/", StringComparison.Ordinal) && reader.Tasks is null)
            .Select(reader => reader.Name),
    ];

    // Goal: I1 implies I2 where I3 holds, and a false gap between neighbours is one; v3 alone loses VMAs that nobody
    // changes, the later revisions only pieces of what a writer works on. Method: every writer of the matrix.
    [Theory]
    [MemberData(nameof(Readers))]
    public void Only_v3_skips_a_VMA_that_nobody_changes(string reader)
    {
        foreach (var writer in Catalogue.Load().MapWriters)
        {
            var broken = Broken(Check.Of(reader, writer.Name, new(1)) with
            {
                Invariants = ["I1", "I2", "I3"],
                MeasuresTearing = true,
            });
            Assert.True(reader == "task_vma/v3" == broken.Contains("I2"), writer.Name);
            Assert.True(!broken.Contains("I2") || broken.Contains("I1"), writer.Name);
            Assert.True(!broken.Contains("tearing-false-gap") || broken.Contains("I1"), writer.Name);
            Assert.DoesNotContain("I3", broken);
        }
    }

    private static HashSet<string> Broken(Scenario scenario) =>
        [.. Check.Run(scenario).Findings.Select(finding => finding.Property!.Id)];
}
