using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Invariants;

namespace LockCheck.Specs.Tests.Writers;

/// <summary>
/// The capture phase of proc-maps-race.c (docs/protocols.md 7.1, assertion 5), and the table of its lines: the writers
/// of the maps race, with nobody reading.
/// </summary>
public class MapsRaceCaptureTests
{
    // Goal: modify changes both lines, of a resize only L, to L' and F'; restore brings the exact text back.
    [Theory]
    [InlineData("split")]
    [InlineData("split-old")]
    [InlineData("resize")]
    [InlineData("remap")]
    public void Modify_changes_the_lines_and_restore_brings_them_back(string test)
    {
        var scenario = Check.Of("proc_maps/mmap-lock", $"maps-race-{test}", new(2));
        var (last, first) = (scenario.Layout.Vmas[1], scenario.Layout.Vmas[2]);
        var lines = MapsRaceLines.Of(test, last, first);
        var commits = CommitsOf(scenario);

        Assert.Equal(3, commits.Count);
        var (before, modified, restored) = (commits[0], commits[1], commits[2]);
        Assert.Equal([lines.Last, lines.First], LinesAt(before, last.Start));
        Assert.Equal([lines.ChangedLast, lines.ChangedFirst], LinesAt(modified, last.Start));
        Assert.NotEqual(lines.Last, lines.ChangedLast);
        Assert.Equal(test == "resize", lines.First == lines.ChangedFirst);
        Assert.Equal(before, restored);
    }

    private static List<MapRecord[]> CommitsOf(Scenario scenario)
    {
        var commits = new Commits();
        var settings = scenario.Build(Check.Known).Settings;
        Assert.Null(Explorer.Search(new KernelModel(settings with
        {
            Actors = [.. settings.Actors.Where(actor => actor.Kind == ActorKind.Writer)],
            Monitors = [commits],
        })).CutBy);
        return commits.Maps;
    }

    private static IEnumerable<(int, int)> LinesAt(MapRecord[] map, int start) => map
        .SkipWhile(record => record.Start < start).Take(2).Select(record => ((int)record.Start, (int)record.End));

    /// <summary>The map at the beginning and at each commit: there is one thread, so one run.</summary>
    private sealed class Commits : Kernel.Monitor
    {
        private KernelModel? _model;

        public List<MapRecord[]> Maps { get; } = [];

        public override IReadOnlyList<Property> Properties => [];

        public override KernelEvent Subscribes => KernelEvent.Commit | KernelEvent.WriteLock;

        public override void Attach(KernelModel model, VectorLayout layout) => _model = model;

        public override void OnWriteLocked(Mm mm)
        {
            if (Maps.Count == 0)
            {
                Add();
            }
        }

        public override void OnCommit(Mm mm) => Add();

        private void Add()
        {
            var map = CommittedMap.Now(_model!);
            Maps.Add([.. Enumerable.Range(0, map.Count).Select(at => CommittedMap.Now(_model!)[at].Shown)]);
        }
    }
}
