using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Reporting.Text;
using LockCheck.Reporting.Traces;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Checks;

/// <summary>Says in words what was checked, and within which bounds.</summary>
public static class ScenarioText
{
    private const int ShownVmasMax = 12;

    /// <summary>Says who reads and who writes: <c>task_vma/v7 against split-front</c>.</summary>
    public static string Who(Scenario scenario)
    {
        var writers = scenario.Writers.Select(at => at.Writer).ToList();
        if (scenario.Calls.Count > 0)
        {
            writers.Add(CallsOf(scenario));
        }

        return (scenario.Readers > 1 ? $"{scenario.Readers} x " : string.Empty) + scenario.Reader +
            (writers.Count == 0 ? " without a writer" : $" against {string.Join(" and ", writers)}");
    }

    /// <summary>Says the bounds of the scenario, a part each.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="tasks">The tasks that its reader lists; null if it lists none.</param>
    public static IEnumerable<string> Bounds(Scenario scenario, TaskWorld? tasks = null)
    {
        var text = new ModelText(scenario);
        yield return $"{Numbers.Of(scenario.Readers, "reader")} {scenario.Reader}";
        if (tasks is not null)
        {
            yield return tasks.ToString();
        }

        if (scenario.Writers.Count == 0 && scenario.Calls.Count == 0)
        {
            yield return "no writer";
        }

        foreach (var at in scenario.Writers)
        {
            yield return $"writer {at.Writer} at VMA {at.Vma} ({text.Show(scenario.Layout.Vmas[at.Vma])}), " +
                Rounds(scenario.Repeat, scenario.Undoes);
        }

        if (scenario.Calls.Count > 0)
        {
            yield return CallsOf(scenario);
        }

        yield return "layout " + Layout(scenario.Layout);
        yield return scenario.RecordsPerPage.Count switch
        {
            0 => "a page that may be full after every record",
            int.MaxValue => "all records in one page",
            var count => $"{Numbers.Of(count, "record")} a page",
        };
        yield return $"rwsem {scenario.RwSem}";
        yield return scenario.Faults == Faults.None
            ? "no faults"
            : $"faults {ScenarioHead.TextOf(scenario.Faults)} (each at most once)";
    }

    private static string CallsOf(Scenario scenario)
    {
        var writes = scenario.Calls.Count(call => call.Kind == ProgramCallKind.Touch);
        return Numbers.Of(scenario.Calls.Count - writes, "call") + " of a program" +
            (writes == 0 ? string.Empty : $" and {Numbers.Of(writes, "first write")} between them");
    }

    /// <summary>Says how many rounds a writer makes, and whether each is undone.</summary>
    public static string Rounds(int repeat, bool undoes) => Numbers.Of(repeat, "round") +
        (!undoes ? string.Empty : repeat == 1 ? " and its undoing" : ", each undone");

    /// <summary>Says what a layout is; of a large one, only the size.</summary>
    public static string Layout(Layout layout)
    {
        if (layout.Vmas.Length <= ShownVmasMax && !layout.Vmas.Any(vma => vma.HasReal))
        {
            return $"{LayoutText.Print(layout)} ({Numbers.Of(layout.Vmas.Length, "VMA")})";
        }

        var text = new ModelText(layout);
        var range = text.HasReal
            ? $"{layout.Vmas[0].RealStart:x8}-{layout.Vmas[^1].RealEnd:x8}, "
            : string.Empty;
        return $"of {Numbers.Of(layout.Vmas.Length, "VMA")} ({range}{Numbers.Of(layout.Pages, "model page")})";
    }

    /// <summary>Says what bounded the search itself, a part each.</summary>
    public static IEnumerable<string> Bounds(CheckBounds bounds)
    {
        if (bounds.ReducesLocalSteps)
        {
            yield return "partial-order reduction";
        }

        if (bounds.Preemptions is { } preemptions)
        {
            yield return $"at most {Numbers.Of(preemptions, "preemption")} a run";
        }

        if (bounds.Sample is { } runs)
        {
            yield return $"{Numbers.Of(runs, "random run")} ({SamplingText.Describe(bounds.Sampling)}), "
                + $"seed {bounds.Seed}";
        }
    }

    /// <summary>Says how likely it is that a state was missed.</summary>
    public static string Missed(double probability) =>
        $"missed    a state, with probability {Numbers.Probability(probability)} (64-bit fingerprints)";
}
