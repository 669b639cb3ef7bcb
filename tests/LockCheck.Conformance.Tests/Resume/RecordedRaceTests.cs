using LockCheck.Conformance.Model;
using LockCheck.Conformance.Resume;
using LockCheck.Kernel;
using LockCheck.Kernel.Exact;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.Tests.Resume;

/// <summary>The readers of the model go on as the running kernel's did when it was recorded.</summary>
public class RecordedRaceTests
{
    private const string Iterator = "bpf iter/task_vma";

    private static readonly Catalogue All = Catalogue.Load();

    [Fact]
    public void The_writers_calls_leave_the_recorded_maps()
    {
        foreach (var race in RecordedRace.Of("resume.json").Concat(RecordedRace.Of("contended_iter.json")))
        {
            var window = RaceWindow.Of(race.Case, ExactRules.Linux618);
            Assert.Null(window.Window.WhyNot);
            Assert.All(window.LayoutReturns.Concat(window.WriterReturns), returned => Assert.True(returned >= 0));
            Assert.Equal(race.After, window.After[1..^1].Select(row => (row.Start, row.End)));
        }
    }

    [Theory]
    [InlineData("maps", "proc_maps/per-vma-lock", "")]
    [InlineData("smaps", "proc_smaps/mmap-lock", "")]
    [InlineData("PROCMAP_QUERY", "procmap_query/per-vma-lock-walk", "")]
    [InlineData("bpf iter/task_vma", "task_vma/v7-mm-ref", "")]
    [InlineData("maps", "proc_maps/mmap-lock", "c15 c17 c18 c19 c33 c34")]
    [InlineData("maps", "proc_maps/version-cursor", "c02 c04 c05 c06 c08 c09 c15 c16 c17 c22 c27 c31 c34")]
    [InlineData("smaps", "proc_maps/mmap-lock", "c15 c17 c18 c19 c33 c34")]
    [InlineData("bpf iter/task_vma", "task_vma/resume-unshown", "c09 c10 c11 c13 c24")]
    public void A_writer_between_two_calls_leaves_the_recorded_rest(string reader, string model, string differences)
    {
        var races = RecordedRace.Of("resume.json");
        var other = races.Where(race =>
        {
            var window = RaceWindow.Of(race.Case, ExactRules.Linux618);
            using var run = new ModelRace(All, model, window.Window, new RecordsPerPage(1));
            var records = RacePrediction.BetweenCalls(run, window.IsIdle, race.Shown[reader]);
            return !records.Rest.SequenceEqual(race.Rest[reader]);
        }).Select(race => race.Id).ToList();
        Assert.Equal(35, races.Length);
        Assert.Equal(differences, string.Join(' ', other));
    }

    [Theory]
    [InlineData("task_vma/v7-mm-ref", "")]
    [InlineData("task_vma/v5", "c04 c09 c15 c16 c17")]
    [InlineData("task_vma/v3", "c04 c09 c15 c16 c17")]
    public void A_writer_at_the_drop_leaves_the_recorded_rest(string model, string differences)
    {
        var races = RecordedRace.Of("contended_iter.json");
        var other = races.Where(race =>
        {
            var window = RaceWindow.Of(race.Case, ExactRules.Linux618);
            using var run = new ModelRace(All, model, window.Window, RecordsPerPage.All, RwSemLevel.L1);
            var records = RacePrediction.AtDrop(run, window.IsIdle, race.Shown[Iterator]);
            return !records.Rest.SequenceEqual(race.Rest[Iterator]);
        }).Select(race => race.Id).ToList();
        Assert.Equal(33, races.Length);
        Assert.Equal(differences, string.Join(' ', other));
    }
}
