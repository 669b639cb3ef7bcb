namespace LockCheck.Engine;

/// <summary>Searches again and again, until a search relied on nothing that turned out wrong.</summary>
internal static class ReducedSearch
{
    public static SearchResult Run(LoadedModel model, SearchOptions options, CancellationToken cancellation)
    {
        using var learned = new Learned(model);
        FirstRuns.Learn(model, learned);
        for (var pass = 1; ; pass++)
        {
            using var search = new StateSearch(model, options, learned);
            var result = search.Run(cancellation);
            if (System.Environment.GetEnvironmentVariable("LC_DEBUG") is not null)
            System.Console.Error.WriteLine($"pass {pass} {result.States} {result.Transitions} {result.Elapsed} broken {search.IsBroken} cut {result.CutBy} places {learned.Futures.Count} fps {learned.Footprints.Count} {search.Stats()}");
            if (!search.IsBroken)
            {
                if (LocalSteps.Diag) foreach (var (k, v) in LocalSteps.Why.OrderByDescending(p => p.Value).Take(45)) System.Console.Error.WriteLine($"{v,10} {k}");
                return result;
            }

            learned.Futures.Restart();
        }
    }
}
