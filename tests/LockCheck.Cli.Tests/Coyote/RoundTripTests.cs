using LockCheck.Engine;
using LockCheck.Reporting.Coyote;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Tests.Coyote;

/// <summary>A schedule goes out and comes back as it was; a run that Coyote found becomes its schedule.</summary>
public sealed class RoundTripTests
{
    private const string Any = "Section6_2__proc_maps_version_cursor__any_writer_2";

    private static readonly Catalogue Known = Catalogue.Load();

    public static TheoryData<string> Kept => [.. Names];

    private static IEnumerable<string> Names => Directory
        .EnumerateFiles(Path.Combine(Golden.Folder, "claims"), "*" + ScheduleNames.Extension)
        .Select(file => Path.GetFileName(file)!)
        .Order(StringComparer.Ordinal);

    // Goal: every kind of finding, of every protocol with a bug, survives the way. Method: the shortest schedule of
    // each bug; exported, written, read and imported, it is the same to the byte.
    [Theory]
    [MemberData(nameof(Kept))]
    public void A_schedule_comes_back_to_the_byte(string name)
    {
        var (schedule, model, run) = Load(name);
        var text = CoyoteExport.Of(schedule, run, model).ToText();
        var trace = HandMade.Read(text);
        Assert.Equal(text, trace.ToText());
        var import = CoyoteImport.Of(trace, CoyoteSubject.Of(trace, Known)!, Known);
        Assert.Equal(schedule.ToText(), import.Schedule.ToText());
    }

    // Goal: the same run is the same schedule, whichever test Coyote found it with. Method: the run in both forms, as
    // the general tests write it; about and shortest are not in it.
    [Theory]
    [MemberData(nameof(Kept))]
    public void A_run_that_Coyote_found_has_the_steps_of_its_schedule(string name)
    {
        var (schedule, model, run) = Load(name);
        var scenario = ScheduleHead.Read(schedule).Scenario;
        foreach (var (test, steps) in new[]
        {
            ("Scenario", HandMade.Oracle(model, run.Path)),
            ("Scenario__actors", HandMade.Actors(model, run.Path)),
            ("AnyName", HandMade.Actors(model, run.Path)),
        })
        {
            var trace = HandMade.Read(HandMade.Text(test, steps));
            Assert.Null(CoyoteSubject.Of(trace, Known));
            var import = CoyoteImport.Of(trace, CoyoteSubject.Of(trace, scenario, schedule.Breaks), Known);
            Assert.Equal(schedule.Breaks, import.Schedule.Breaks);
            Assert.Equal(run.Path, import.Finding.Path);
            Assert.Equal(
                schedule.Steps.Select(step => step.ToString()), import.Schedule.Steps.Select(step => step.ToString()));
            Assert.False(import.Schedule.IsShortest);
        }
    }

    // Goal: Coyote may give a turn to an actor that could go on once and is blocked again; that is no step. A turn of
    // one that could not is a mistake. Method: such turns in all kept runs wherever there can be one, once and twice.
    [Fact]
    public void A_turn_that_comes_too_late_is_no_step()
    {
        var late = 0;
        foreach (var name in Names)
        {
            var (schedule, model, run) = Load(name);
            var scenario = ScheduleHead.Read(schedule).Scenario;
            var plain = HandMade.Actors(model, run.Path).ToList();
            var steps = HandMade.Actors(model, run.Path, lateTurns: 1).ToList();
            late += steps.Count - plain.Count;
            Assert.Equal(run.Path, Import(steps).Finding.Path);
            if (steps.Count > plain.Count)
            {
                var twice = HandMade.Actors(model, run.Path, lateTurns: 2).ToList();
                var error = Assert.Throws<DivergenceException>(() => Import(twice));
                Assert.Contains("cannot go on", error.Message, StringComparison.Ordinal);
            }

            CoyoteImport Import(List<string> some)
            {
                var trace = HandMade.Read(HandMade.Text("Scenario__actors", some));
                return CoyoteImport.Of(trace, CoyoteSubject.Of(trace, scenario, schedule.Breaks), Known);
            }
        }

        Assert.True(late > 0, "No turn came too late.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_test_of_a_claim_about_every_writer_names_its_scenario_by_a_number(bool isOfActors)
    {
        var claim = ClaimNames.All(Known).Single(known => known.Name == Any).Claim;
        var scenarios = claim.ScenariosOf(Known);
        Assert.True(claim.AgainstEveryWriter && scenarios.Count > 2);
        var index = scenarios.Index().First(at => at.Item.Writers[0].Writer == "merge-left-full").Index;
        var finding = Explorer.Search(scenarios[index].Build(Known)).Findings.Single();
        var model = LoadedModel.Load(scenarios[index].Build(Known));
        var trace = HandMade.Read(isOfActors
            ? HandMade.Text($"{Any}__actors", HandMade.Actors(model, finding.Path, index))
            : HandMade.Text(Any, HandMade.Oracle(model, finding.Path, index)));
        var import = CoyoteImport.Of(trace, CoyoteSubject.Of(trace, Known)!, Known);
        Assert.Equal(ScenarioHead.Of(scenarios[index]), ScenarioHead.Of(import.Scenario));
        Assert.Equal(finding.Path, import.Finding.Path);

        var outside = HandMade.Read(isOfActors
            ? HandMade.Text($"{Any}__actors", HandMade.Actors(model, finding.Path, scenarios.Count))
            : HandMade.Text(Any, HandMade.Oracle(model, finding.Path, scenarios.Count)));
        var error = Assert.Throws<DivergenceException>(
            () => CoyoteImport.Of(outside, CoyoteSubject.Of(outside, Known)!, Known));
        Assert.Contains($"N below {scenarios.Count}", error.Message, StringComparison.Ordinal);
    }

    // Goal: what Coyote really writes is read. Method: traces that its random strategy found with the two tests of a
    // claim; written again, their steps are the same.
    [Theory]
    [InlineData("bug-18", false)]
    [InlineData("bug-18-actors", true)]
    public void A_trace_of_Coyotes_own_becomes_a_schedule(string name, bool isOfActors)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Golden.Data, "coyote", name + CoyoteTrace.Extension));
        var trace = CoyoteTrace.Parse(bytes, name);
        Assert.Equal(StepsOf(System.Text.Encoding.UTF8.GetString(bytes)), StepsOf(trace.ToText()));
        var subject = CoyoteSubject.Of(trace, Known)!;
        Assert.Equal(isOfActors, subject.IsOfActors);
        var import = CoyoteImport.Of(trace, subject, Known);
        Assert.Equal("I1", import.Finding.Property!.Id);
        var again = ScheduleFile.Parse(import.Schedule.ToText());
        Assert.Equal(import.Finding.Path, Replay.Run(LoadedModel.Load(import.Scenario.Build(Known)), again).Path);
    }

    private static string StepsOf(string text) => text[text.IndexOf("\"Steps\"", StringComparison.Ordinal)..];

    private static (ScheduleFile Schedule, LoadedModel Model, Trace Run) Load(string name)
    {
        var schedule = ScheduleFile.Load(Path.Combine(Golden.Folder, "claims", name));
        var model = LoadedModel.Load(ScheduleHead.Read(schedule).Scenario.Build(Known));
        return (schedule, model, Replay.Run(model, schedule));
    }
}
