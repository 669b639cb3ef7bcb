using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Tests.Support;

/// <summary>Runs small scenarios. An assertion that fails in a routine fails the test, with its steps.</summary>
internal static class Lab
{
    /// <summary>A scenario with a monitor for misuse and one for notes.</summary>
    public static KernelSettings Settings(string layout, params Actor[] actors) => new()
    {
        Layout = LayoutText.Parse(layout),
        Actors = actors,
        Monitors = [new Notes(), new MisuseWatch()],
        RwSem = RwSemLevel.L0,
        AnonNames = MemoryCall.AnonNames,
    };

    /// <summary>Searches all states.</summary>
    public static SearchResult Search(KernelSettings settings, int selfCheckEvery = 0, bool depthFirst = false)
    {
        var result = Explorer.Search(
            new KernelModel(settings),
            new SearchOptions { SelfCheckEvery = selfCheckEvery, DepthFirst = depthFirst });
        Assert.Null(result.CutBy);
        if (result.Findings.FirstOrDefault(found => found.Property == Property.Exception) is { } thrown)
        {
            var trace = Explain(settings, thrown);
            Assert.Fail($"{trace.Thrown}\nafter\n{string.Join('\n', trace.Steps.Select(Line))}");
        }

        return result;
    }

    /// <summary>Searches all states, none of which is a failure; gives what the routines noted.</summary>
    public static IReadOnlyList<string> Outcomes(KernelSettings settings)
    {
        AssertNoFailure(settings, Search(settings));
        return settings.Monitors.OfType<Notes>().Single().Outcomes;
    }

    /// <summary>The kinds of misuse in any state.</summary>
    public static IReadOnlyList<string> Misuses(KernelSettings settings) =>
        [.. Search(settings).Findings
            .Where(found => found.Property is { } property && Enum.TryParse<Misuse>(property.Id, out _))
            .Select(found => found.Property!.Id).Order(StringComparer.Ordinal)];

    public static void AssertNoFailure(KernelSettings settings, SearchResult result)
    {
        if (result.Findings.FirstOrDefault(found => found.IsFailure) is { } failure)
        {
            var steps = string.Join('\n', Explain(settings, failure).Steps.Select(Line));
            Assert.Fail($"{failure.Property?.Id ?? "deadlock"} after\n{steps}");
        }
    }

    /// <summary>The explained run to a finding.</summary>
    public static Trace Explain(KernelSettings settings, Finding finding) =>
        Trace.Of(LoadedModel.Load(new KernelModel(settings)), finding.Path);

    /// <summary>
    /// Runs a schedule: the names of the actors in the order in which they make a step, a value choice after a colon.
    /// </summary>
    public static Trace Play(KernelSettings settings, string schedule)
    {
        var path = schedule.Split(' ').Select(word => word.Split(':'))
            .Select(word => new PathStep(SlotOf(settings, word[0]), ushort.Parse(word.ElementAtOrDefault(1) ?? "0")));
        return Trace.Of(LoadedModel.Load(new KernelModel(settings)), [.. path]);
    }

    /// <summary>Runs a schedule, as <see cref="Play"/>; gives what the routines noted, in order.</summary>
    public static IReadOnlyList<string> Lines(KernelSettings settings, string schedule)
    {
        Play(settings, schedule);
        return settings.Monitors.OfType<Notes>().Single().Lines;
    }

    /// <summary>Gives what the trace says of the last step of a schedule.</summary>
    public static string LastDetails(KernelSettings settings, string schedule) =>
        string.Join("; ", Play(settings, schedule).Steps[^1].Details);

    private static byte SlotOf(KernelSettings settings, string name) =>
        (byte)settings.Actors.Index().Single(actor => actor.Item.Name == name).Index;

    private static string Line(TraceStep step) =>
        $"  {step.Thread}: {step.Operation} {string.Join(' ', step.Choices)} {string.Join("; ", step.Details)}";
}
