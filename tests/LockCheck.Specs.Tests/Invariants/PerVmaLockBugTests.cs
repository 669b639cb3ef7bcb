using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// The bugs of docs/protocols.md 5 that concern the maps by per-VMA locks, each with its shortest schedule, and the
/// merged reader under the same conditions.
/// </summary>
public class PerVmaLockBugTests
{
    private const string Merged = "proc_maps/per-vma-lock";

    // Number 33 is one of I8: vma_end_read without the lock. The model stops before, at the first field that is printed
    // without it (I10).
    [Theory]
    [InlineData(32, "proc_maps/per-vma-lock-v5", "reuse-lower", Faults.None, "I10")]
    [InlineData(33, "proc_maps/per-vma-lock-v5", "mprotect-mid", Faults.RefLimit, "I10")]
    [InlineData(34, "proc_maps/per-vma-lock-no-gap-check", "split-back", Faults.None, "I1")]
    [InlineData(35, "proc_maps/per-vma-lock-no-end-check", "reuse-lower", Faults.None, "I4")]
    public void A_bug_is_found_only_where_it_is(int number, string reader, string writer, Faults faults, string breaks)
    {
        var scenario = Check.Of(reader, writer, RecordsPerPage.All, faults);
        var result = Check.Run(scenario);
        var shortest = result.Findings.SingleOrDefault(finding => finding.Property?.Id == breaks);
        Assert.True(shortest is not null, $"bug {number}: found `{Check.Failures(result)}`");
        Golden.Matches($"bug-{number}", Text(scenario, shortest));

        var merged = Check.Run(scenario with { Reader = Merged });
        Assert.DoesNotContain(breaks, Check.Failures(merged).Split(' '));
    }

    private static string Text(Scenario scenario, Finding finding)
    {
        var trace = Trace.Of(LoadedModel.Load(scenario.Build(Check.Known)), finding.Path);
        var steps = trace.Steps.Select(step => string.Join(
            "\n          ",
            [$"{step.Thread,-7} {step.Operation}", .. step.Choices.Select(choice => $"{choice}"), .. step.Details]));
        return
            $"{scenario.Reader} x {scenario.Writers[0].Writer}: {trace.InitialDrawing}\n{string.Join('\n', steps)}\n";
    }
}
