using System.Text;
using LockCheck.Engine;
using LockCheck.Kernel.Layouts;
using LockCheck.Reporting.Coyote;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Tests.Coyote;

/// <summary>A changed trace never becomes a wrong schedule.</summary>
public sealed class TraceDamageTests
{
    private const string Short = "bug-12.bpf_find_vma.exit.I10.schedule";
    private const string Choosing = "6.1.procmap_query-per-vma-lock.map-fixed-old-whole-last.I17.schedule";

    private static readonly Catalogue Known = Catalogue.Load();

    // Goal: what was exported comes back as it was, or not at all. Method: each character becomes another one of its
    // kind, so that the text stays JSON where it can.
    [Fact]
    public void An_exported_trace_with_another_character_is_refused_or_the_same_schedule()
    {
        var (schedule, model, run) = Load(Short);
        var text = CoyoteExport.Of(schedule, run, model).ToText();
        var refused = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var changed = text[at] switch
            {
                '9' => '0',
                >= '0' and < '9' => (char)(text[at] + 1),
                'e' => 'a',
                >= 'a' and <= 'z' => 'e',
                '-' => '+',
                _ => '-',
            };
            if (Import(text[..at] + changed + text[(at + 1)..]) is { } import)
            {
                Assert.Equal(schedule.ToText(), import.Schedule.ToText());
            }
            else
            {
                refused++;
            }
        }

        Assert.InRange(refused, text.Length / 2, text.Length - 1);
    }

    // Goal: a number or an id that was changed in a trace of Coyote's is refused, or it is the run that the trace now
    // says. Method: each number of each step becomes each small one, in both forms of a run with value choices.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Another_number_in_a_step_is_refused_or_the_run_that_it_says(bool isOfActors)
    {
        var (schedule, model, run) = Load(Choosing);
        var scenario = ScheduleHead.Read(schedule).Scenario;
        List<string> steps = [.. isOfActors
            ? HandMade.Actors(model, run.Path)
            : HandMade.Oracle(model, run.Path)];
        var (refused, taken) = (0, 0);
        for (var at = 0; at < steps.Count; at++)
        {
            foreach (var number in Numbers(steps[at]))
            {
                for (var value = 0; value < 4; value++)
                {
                    var step = $"{steps[at][..number.Start]}{value}{steps[at][number.End..]}";
                    var text = HandMade.Text(
                        isOfActors ? "Scenario__actors" : "Scenario", steps.Select((old, i) => i == at ? step : old));
                    if (step == steps[at])
                    {
                        continue;
                    }

                    if (Import(text, scenario) is { } import)
                    {
                        taken++;
                        RequireHonest(import, text, isOfActors);
                    }
                    else
                    {
                        refused++;
                    }
                }
            }
        }

        Assert.True(refused > 10 * taken, $"{refused} were refused, {taken} were taken.");
    }

    // Goal: half a run, or one and a half, is no run. Method: each step is left out, doubled, and the last.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_that_is_missing_or_doubled_is_refused_or_the_run_that_it_says(bool isOfActors)
    {
        var (schedule, model, run) = Load(Choosing);
        var scenario = ScheduleHead.Read(schedule).Scenario;
        List<string> steps = [.. isOfActors
            ? HandMade.Actors(model, run.Path)
            : HandMade.Oracle(model, run.Path)];
        var test = isOfActors ? "Scenario__actors" : "Scenario";
        for (var at = 0; at < steps.Count; at++)
        {
            Assert.Null(Import(HandMade.Text(test, steps.Take(at)), scenario));
            List<string>[] changed = [[.. steps], [.. steps]];
            changed[0].RemoveAt(at);
            changed[1].Insert(at, steps[at]);
            foreach (var text in changed.Select(some => HandMade.Text(test, some)))
            {
                if (Import(text, scenario) is { } import)
                {
                    RequireHonest(import, text, isOfActors);
                }
            }
        }
    }

    /// <summary>The schedule replays, and it is the run that the trace says.</summary>
    private static void RequireHonest(CoyoteImport import, string text, bool isOfActors)
    {
        var model = LoadedModel.Load(import.Scenario.Build(Known));
        var again = Replay.Run(model, ScheduleFile.Parse(import.Schedule.ToText()));
        var said = HandMade.Read(text).Steps.ToList();
        var done = HandMade.Read(HandMade.Text("x", isOfActors
            ? HandMade.Actors(model, again.Path)
            : HandMade.Oracle(model, again.Path))).Steps;

        // When the run is over, actors may still end: such steps are none of the run.
        Assert.Equal(done.Select(Plain), said.Take(done.Count).Select(Plain));
        Assert.True(isOfActors || said.Count == done.Count);
    }

    /// <summary>A step without the sequence ids, which say nothing.</summary>
    private static string Plain(CoyoteStep step) => step is SchedulingStep point
        ? $"{point.Operation} {point.Next}"
        : $"{step.Operation} = {((IntegerStep)step).Value}";

    /// <summary>The schedule of a trace; null when it is refused with one of the errors that say why.</summary>
    private static CoyoteImport? Import(string text, Scenario? scenario = null)
    {
        try
        {
            var trace = CoyoteTrace.Parse(Encoding.UTF8.GetBytes(text), "x.trace");
            var subject = scenario is null ? CoyoteSubject.Of(trace, Known) : CoyoteSubject.Of(trace, scenario);
            return subject is null ? null : CoyoteImport.Of(trace, subject, Known);
        }
        catch (Exception exception) when (exception is CoyoteTraceException or DivergenceException or ScenarioException
            or UnknownNameException or LayoutException)
        {
            Assert.NotEmpty(exception.Message);
            return null;
        }
    }

    private static IEnumerable<(int Start, int End)> Numbers(string step)
    {
        for (var start = 0; start < step.Length; start++)
        {
            if (char.IsAsciiDigit(step[start]))
            {
                var end = start;
                while (end < step.Length && char.IsAsciiDigit(step[end]))
                {
                    end++;
                }

                yield return (start, end);
                start = end;
            }
        }
    }

    private static (ScheduleFile Schedule, LoadedModel Model, Trace Run) Load(string name)
    {
        var schedule = ScheduleFile.Load(Path.Combine(Golden.Folder, "claims", name));
        var model = LoadedModel.Load(ScheduleHead.Read(schedule).Scenario.Build(Known));
        return (schedule, model, Replay.Run(model, schedule));
    }
}
