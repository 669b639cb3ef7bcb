using LockCheck.Kernel;
using LockCheck.Reporting.Text;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>Ctrl-C: what was covered is printed, and the code says that it was not all.</summary>
public sealed class InterruptTests : CommandTest
{
    private static readonly string[] Large =
        ["task_vma/v7", "--readers", "2", "--writer", "mprotect-mid", "--repeat", "9", "--invariant", "I10"];

    private static int Writers => Catalogue.Load().MapWriters.Count();

    private static CancellationToken Interrupted => new(canceled: true);

    [Fact]
    public void A_search_stops_and_prints_what_it_covered()
    {
        var outcome = Run(Interrupted, ["check", .. Large, "--out", Out]);
        Golden.Matches("interrupted-check", outcome.Screen);
        Assert.Equal(3, outcome.Code);
    }

    [Fact]
    public void What_was_found_before_is_reported_with_its_schedule()
    {
        string[] found = ["task_vma/v3", "--readers", "2", "--writer", "split-then-re-merge", "--repeat", "99"];
        var outcome = Run(Interrupted, ["check", .. found, "--out", Out, "--depth-first"]);
        Assert.Equal(3, outcome.Code);
        Assert.StartsWith("lockcheck replay DIR/out/", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("violated; the search was cut by an interruption", outcome.Output, StringComparison.Ordinal);
        Assert.NotEmpty(Schedules());
    }

    [Fact]
    public void Random_runs_stop_too()
    {
        var outcome = Run(Interrupted, "check", "task_vma/v7", "--sample", "1000000", "--out", Out);
        Assert.Equal(3, outcome.Code);
        Assert.Contains("cut by an interruption", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_that_were_not_reached_are_counted()
    {
        var outcome = Run(
            Interrupted, "check", "task_vma/v7", "--writer", "split-front", "--at", "each", "--out", Out);
        Assert.Equal(3, outcome.Code);
        Assert.Contains("3  not reached", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_matrix_shows_the_cells_that_it_has()
    {
        var outcome = Run(Interrupted, "matrix");
        Assert.Equal(3, outcome.Code);
        var known = Catalogue.Load();
        var cells = MatrixPart.All.Sum(part => part.ColumnsOf(known, new RecordsPerPage(1)).Sum(
            column => part.WritersOf(known).Count(
                writer => MatrixRunner.WhyNot(known, column.Reader, writer.Name) is null)));
        Assert.Contains($"0 of {Numbers.Of(cells)} cells", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_does_not_say_that_nothing_was_lost()
    {
        var outcome = Run(Interrupted, "diff", "task_vma/v5", "task_vma/v7", "--out", Out);
        Assert.Equal(3, outcome.Code);
        Assert.Contains($"{Writers} writers not reached", outcome.Output, StringComparison.Ordinal);
    }
}
