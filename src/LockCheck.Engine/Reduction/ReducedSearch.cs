namespace LockCheck.Engine;

/// <summary>
/// A search that takes local steps at once, again and again until one relied on nothing that turned out wrong.
/// </summary>
/// <remarks>
/// What is local is decided from what other threads are known to do later. Everything that a search sees of them is
/// learned, whatever it relied on; so each repetition knows more, and there is only so much to know.
/// </remarks>
internal static class ReducedSearch
{
    /// <summary>Runs searches to the end, to a limit, or until it is cancelled.</summary>
    public static SearchResult Run(
        LoadedModel model, SearchOptions options, CancellationToken cancellation, ReductionRules? rules = null)
    {
        Refuse(options);
        var started = options.Clock.GetTimestamp();
        using var learned = new Learned(model, rules ?? ReductionRules.Sound);
        if (learned.Rules.RunsFirst)
        {
            FirstRuns.Learn(model, learned);
        }

        while (true)
        {
            var left = options.MaxTime - options.Clock.GetElapsedTime(started);
            var asked = options with { MaxTime = left, TimeAsked = options.MaxTime };
            using var search = new ReducedPass(model, asked, learned);
            var result = search.Run(cancellation) with { Elapsed = options.Clock.GetElapsedTime(started) };
            if (!search.IsBroken || !learned.Rules.Repeats)
            {
                return result;
            }

            if (result.CutBy is not null)
            {
                // What was found is real; what was not found says nothing, and a limit says so already.
                return result;
            }

            learned.Futures.Restart();
        }
    }

    private static void Refuse(SearchOptions options)
    {
        if (options.Preemptions is not null)
        {
            throw new ArgumentException(
                "A bound on preemptions and a reduction exclude each other: a reduction leaves out schedules for "
                + "others that may have more preemptions. Leave one of them out.",
                nameof(options));
        }

        if (options.Alone.Count > 0)
        {
            throw new ArgumentException(
                "Running alone cannot be checked under a reduction: it is asked of every reachable state, and a "
                + "reduction does not visit them all. Leave one of them out.",
                nameof(options));
        }
    }
}
