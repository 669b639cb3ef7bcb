using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Tests.Scenarios;

/// <summary>A scenario that is typed on one line is that of <c>lockcheck check</c>, or an error.</summary>
public sealed class ScenarioLineTests
{
    private static readonly Catalogue All = Catalogue.Load();

    [Fact]
    public void Calls_are_made_in_their_order()
    {
        var scenario = ScenarioLine.Parse("reader: task_vma/v7; call: mprotect 4-6r; call: munmap 0-4", All);
        Assert.Equal(["mprotect 4-6r", "munmap 0-4-"], scenario.Calls.Select(call => call.ToString()));
        Assert.Empty(scenario.Writers);
        var wrong = Assert.Throws<ScenarioException>(
            () => ScenarioLine.Parse("reader: task_vma/v7; call: mapp 4-6r", All));
        Assert.Contains("there is no call `mapp`", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_as_check_has_it()
    {
        var scenario = ScenarioLine.Parse("reader: task_vma/v7; writer: split-front", All);
        Assert.Equal(
            [
                "reader: task_vma/v7", "readers: 1", "writer: split-front at 1", "repeat: 1", "layout: 0-4r 4-8w 8-12r",
                "records-per-page: 1", "rwsem: L1", "faults: none", "invariants: all",
            ],
            Lines(scenario));
        Assert.Equal("0-4r 4-8w 8-12r", LayoutText.Print(ScenarioLine.Parse("reader: task_vma/v3", All).Layout));
        Assert.Empty(ScenarioLine.Parse("reader: task_vma/v3", All).Writers);
    }

    [Fact]
    public void Every_pair_is_read_in_any_order()
    {
        var scenario = ScenarioLine.Parse(
            " lost-pages: all;tearing: measured;invariants: I1, I3 ,I1; faults: signal,exit; rwsem: L2; "
            + "records-per-page: choice; layout: 0-4r 4-8w,name=\"a;\\\"b\" 8-12r; undo: each round; repeat: 3; "
            + "writer: split-front at 1; writer: munmap-whole-mid; readers: 2; reader:task_vma/v7",
            All);
        Assert.Equal(
            [
                "reader: task_vma/v7", "readers: 2", "writer: split-front at 1", "writer: munmap-whole-mid at 1",
                "repeat: 3", "undo: each round", "layout: 0-4r 4-8w,name=\"a;\\\"b\" 8-12r",
                "records-per-page: choice", "rwsem: L2", "faults: signal, exit", "invariants: I1, I3",
                "tearing: measured", "lost-pages: all",
            ],
            Lines(scenario));
    }

    // Goal: what a schedule says of its scenario can be typed. Method: its head lines, joined.
    [Fact]
    public void The_head_of_a_schedule_can_be_typed()
    {
        var scenario = new Scenario
        {
            Reader = "task_vma/v3",
            Writers = [new WriterAt("split-front", 2), new WriterAt("merge-both", 0)],
            Layout = LayoutText.Parse("0-4r 4-8w 8-12r pages=40"),
            RecordsPerPage = RecordsPerPage.All,
            Faults = Faults.NoMem,
            Invariants = ["I5''", "I1"],
        };
        Assert.Equal(Lines(scenario), Lines(ScenarioLine.Parse(string.Join(';', Lines(scenario)), All)));
    }

    [Theory]
    [InlineData("", "Found: ``")]
    [InlineData("writer: split-front", "no reader in `writer: split-front`")]
    [InlineData("reader: task_vma/v7;", "Found: ``")]
    [InlineData("task_vma/v7", "Found: `task_vma/v7`")]
    [InlineData("reader: task_vma/v7; moon: full", "Found: `moon: full`")]
    [InlineData("reader: task_vma/v7; reader: task_vma/v3", "a second `reader`")]
    [InlineData("reader: task_vma/v7; readers: 9", "`readers: ` and a number from 1 to 8")]
    [InlineData("reader: task_vma/v7; readers: 0", "Found: `readers: 0`")]
    [InlineData("reader: task_vma/v7; repeat: x", "Found: `repeat: x`")]
    [InlineData("reader: task_vma/v7; undo: yes", "`undo: ` and each round")]
    [InlineData("reader: task_vma/v7; records-per-page: 0", "Found: `records-per-page: 0`")]
    [InlineData("reader: task_vma/v7; rwsem: L3", "Found: `rwsem: L3`")]
    [InlineData("reader: task_vma/v7; faults: rain", "Found: `faults: rain`")]
    [InlineData("reader: task_vma/v7; layout: 4-0r", "4-0r")]
    public void What_cannot_be_read_is_an_error_that_shows_it(string text, string part) =>
        Assert.Contains(
            part,
            Assert.Throws<ScenarioException>(() => ScenarioLine.Parse(text, All)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("reader: task_vma/v0")]
    [InlineData("reader: task_vma/v7; writer: nobody at 1")]
    [InlineData("reader: task_vma/v7; writer: nobody")]
    [InlineData("reader: task_vma/v7; invariants: I99")]
    public void An_unknown_name_is_an_error(string text) =>
        Assert.Throws<UnknownNameException>(() => ScenarioLine.Parse(text, All));

    private static IEnumerable<string> Lines(Scenario scenario) =>
        ScenarioHead.Of(scenario).Select(pair => $"{pair.Key}: {pair.Value}");
}
