using LockCheck.Conformance.OnKernel;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Conformance.Tests.OnKernel;

/// <summary>Which schedules of a search can be carried out between two read() calls. No kernel takes part.</summary>
public sealed class BoundaryScheduleTests
{
    private static readonly Catalogue All = Catalogue.Load();

    [Fact]
    public void A_writer_between_two_reads_is_put_there()
    {
        var schedule = Make("split-front", "I1", out var whyNot);
        Assert.Empty(whyNot);
        Assert.Equal("0-4r 4-8w 8-12r", Text(schedule!.Initial));
        var turn = Assert.Single(schedule.Turns);
        Assert.Equal(1, turn.Records);
        Assert.Equal("0-4r 4-8w 8-12r", Text(turn.Before));
        Assert.Equal("0-4r 4-6- 6-8w 8-12r", Text(turn.After));
        Assert.Equal("0-4r 6-8w 8-12r", Text(schedule.Records));
    }

    [Fact]
    public void Two_calls_at_one_place_are_one_turn()
    {
        var schedule = Make(string.Empty, "I1", out var whyNot, "munmap 0-4", "mprotect 4-6r");
        Assert.Empty(whyNot);
        var turn = Assert.Single(schedule!.Turns);
        Assert.Equal(1, turn.Records);
        Assert.Equal("0-4r 4-8w 8-12r", Text(turn.Before));
        Assert.Equal("4-6r 6-8w 8-12r", Text(turn.After));
    }

    [Fact]
    public void What_has_to_happen_inside_a_read_is_not_put_outside()
    {
        Assert.Null(Make("split-front", "I5", out var whyNot));
        Assert.Equal(
            "I5 is kept where the writer works only between two read() calls: it has to come inside one", whyNot);
    }

    private static PlacedSchedule? Make(string writer, string property, out string whyNot, params string[] calls)
    {
        var scenario = new Scenario
        {
            Reader = "task_vma/v7-mm-ref",
            Writers = calls.Length > 0 ? [] : [new WriterAt(writer, 1)],
            Calls = [.. calls.Select(ProgramCallText.Parse)],
            Layout = LayoutText.Parse("0-4r 4-8w 8-12r"),
        };
        var result = Explorer.Search(scenario.Build(All));
        var finding = result.Findings.Single(found => found.Property?.Id == property);
        return BoundarySchedule.Of(() => scenario.Build(All), finding.Path, finding.Property!, out whyNot);
    }

    private static string Text(IEnumerable<MapRecord> map) => string.Join(' ', map);
}
