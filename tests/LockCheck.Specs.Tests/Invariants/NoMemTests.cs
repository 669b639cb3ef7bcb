using System.Text.RegularExpressions;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// A writer whose allocation fails leaves a sound address space: "reattach all; edge splits stay" (docs/protocols.md
/// 1.7), and nothing else is changed, but for a MAP_FIXED that had already torn the old mapping down.
/// </summary>
public partial class NoMemTests
{
    public static TheoryData<string> Writers =>
        [.. Check.OfOneMm.Where(writer => !writer.DoesNothing).Select(writer => writer.Name)];

    // Method: the writer alone, once for each allocation that can fail, and the drawing of the map at its end.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Each_failure_leaves_the_tree_and_the_VMAs_in_agreement(string writer)
    {
        foreach (var map in Ends(writer))
        {
            Assert.Matches(OnlyRanges(), map);
        }
    }

    [Theory]
    [InlineData("munmap-mid-of-mid", "0-4r 4-5w 5-8w 8-12r", "0-4r 4-8w 8-12r")]
    [InlineData("munmap-whole-mid")]
    [InlineData("munmap-tail-of-mid", "0-4r 4-8w 8-12r")]
    [InlineData("split-mid", "0-4r 4-5w 5-8w 8-12r", "0-4r 4-8w 8-12r")]
    [InlineData("mprotect-mid")]
    [InlineData("merge-both", "0-4r 4-8w 8-12r")]
    [InlineData("merge-left-part", "0-4r 4-8w 8-12r")]
    [InlineData("map-fixed-new-whole-mid", "0-4r 8-12r")]
    [InlineData("map-fixed-new-page-in-mid", "0-4r 4-5w 5-8w 8-12r", "0-4r 4-5w 6-8w 8-12r", "0-4r 4-8w 8-12r")]
    [InlineData("map-fixed-old-page-in-mid", "0-4r 4-5w 5-8w 8-12r", "0-4r 4-5w 6-8w 8-12r", "0-4r 4-8w 8-12r")]
    public void The_map_after_each_failure(string writer, params string[] expected) =>
        Assert.Equal(expected, Ends(writer).Skip(1).Order(StringComparer.Ordinal));

    // A second round meets no failure, and has to do what the call was for.
    [Theory]
    [InlineData("munmap-mid-of-mid")]
    [InlineData("munmap-tail-of-mid")]
    [InlineData("split-mid")]
    [InlineData("map-fixed-new-page-in-mid")]
    public void The_call_can_be_made_again(string writer)
    {
        var firstRound = Complete(() => NewModel(writer, rounds: 1), []);
        var struck = Strikes(() => NewModel(writer, rounds: 2), [], firstRound.Path.Count);
        Assert.NotEmpty(struck);
        Assert.All(struck, run => Assert.Equal(firstRound.Steps[^1].Drawing, run.Steps[^1].Drawing));
    }

    [Fact]
    public void An_allocation_fails_once_and_only_if_asked_for()
    {
        var asked = () => NewModel("split-mid", rounds: 2);
        var struck = Strikes(asked, [], int.MaxValue);
        Assert.NotEmpty(struck);
        foreach (var run in struck)
        {
            var at = run.Steps.First(step => step.Choices.Any(choice => choice.Value == 1)).Number;
            Assert.Empty(Strikes(asked, [.. run.Path.Take(at)], int.MaxValue));
        }

        Assert.Empty(Strikes(() => NewModel("split-mid", rounds: 2, Faults.Signal), [], int.MaxValue));
    }

    /// <summary>The maps at the ends of the runs: first the one without a failure.</summary>
    private static IEnumerable<string> Ends(string writer)
    {
        LoadedModel Model() => NewModel(writer, rounds: 1);
        return Strikes(Model, [], int.MaxValue).Prepend(Complete(Model, [])).Select(run => run.Steps[^1].Drawing);
    }

    private static LoadedModel NewModel(string writer, int rounds, Faults faults = Faults.NoMem)
    {
        var workload = Check.Known.Writer(writer);
        var layout = LayoutText.Parse(workload.Layout);
        var site = new WriterSite(layout, workload.DefaultAt);
        return LoadedModel.Load(new KernelModel(new KernelSettings
        {
            Layout = layout,
            Actors = [new WriterActor("writer", () => workload.Run(site), rounds)],
            Faults = faults,
            SpareVmas = 2 * workload.SpareVmas,
            HasForeignMm = workload.UsesForeignMm,
            HasPageTables = workload.UsesPageTables,
            HasInode = workload.TakesInodeLock,
            AnonNames = workload.AnonNames,
        }));
    }

    /// <summary>The runs from a path on in which an allocation fails at one of the next steps.</summary>
    private static List<Trace> Strikes(Func<LoadedModel> model, List<PathStep> from, int stepsMax)
    {
        var smooth = Complete(model, [.. from]);
        return
        [
            .. Enumerable.Range(from.Count, Math.Min(stepsMax, smooth.Path.Count - from.Count))
                .Select(at => TryStrike(model, [.. smooth.Path.Take(at), new PathStep(0, 1)]))
                .OfType<Trace>(),
        ];
    }

    private static Trace? TryStrike(Func<LoadedModel> model, List<PathStep> path)
    {
        try
        {
            return Complete(model, path);
        }
        catch (NondeterminismException)
        {
            // The step makes no such choice.
            return null;
        }
    }

    private static Trace Complete(Func<LoadedModel> model, List<PathStep> path)
    {
        while (true)
        {
            var trace = Trace.Of(model(), path);
            if (trace.Unfinished.Count == 0)
            {
                return trace;
            }

            path.Add(new PathStep(0, 0));
        }
    }

    [GeneratedRegex(
        @"^(\d+-\d+[rwxs-]+( \d+-\d+[rwxs-]+)*|\(nothing mapped\))$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnlyRanges();
}
