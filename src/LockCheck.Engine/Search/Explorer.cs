namespace LockCheck.Engine;

/// <summary>The front door of the strategies.</summary>
public static class Explorer
{
    /// <summary>Searches all states of a model, within the bounds of the options.</summary>
    /// <param name="model">The model; each call needs a model object of its own.</param>
    /// <param name="options">Bounds and switches.</param>
    /// <param name="cancellation">Ends the search early; what was covered is in the result.</param>
    /// <returns>What was found, and what was covered.</returns>
    /// <exception cref="CheckpointException">A checkpoint cannot be written, or cannot be used.</exception>
    /// <exception cref="ArgumentException">Checkpoints are asked for where there are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There cannot be so many workers.</exception>
    public static SearchResult Search(
        Model model, SearchOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new SearchOptions();
        if (options.Checkpoints is not null && (options.DepthFirst || options.Alone.Count > 0))
        {
            throw new ArgumentException(
                "Checkpoints are of a search breadth first that does not check what threads do alone.", nameof(options));
        }

        options.RequireWorkers();
        var loaded = LoadedModel.Load(model, options.Preemptions is not null);
        if (options.ReducesLocalSteps)
        {
            return ReducedSearch.Run(loaded, options, cancellation);
        }

        if (options is { Workers: > 1, DepthFirst: false, Alone.Count: 0 })
        {
            using var parallel = new ParallelSearch(loaded, options);
            return parallel.Run(cancellation);
        }

        using var search = new StateSearch(loaded, options);
        return search.Run(cancellation);
    }

    /// <summary>Runs a model many times under random schedules.</summary>
    /// <param name="model">The model; each call needs a model object of its own.</param>
    /// <param name="runs">How many runs.</param>
    /// <param name="seed">The seed: the same seed gives the same runs, whatever the number of workers.</param>
    /// <param name="options">Bounds and switches, the strategy among them (<see cref="SamplingPlan"/>).</param>
    /// <param name="cancellation">Ends the sampling early; what was covered is in the result.</param>
    /// <returns>What was found; a sampling verifies nothing, so at best it is inconclusive.</returns>
    /// <exception cref="ArgumentException">The strategy's parameters make no sense.</exception>
    public static SearchResult Sample(
        Model model,
        long runs,
        ulong seed,
        SearchOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new SearchOptions();
        options.RequireWorkers();
        options.Sampling.Require(options.Preemptions);
        return new SamplingSearch(
            LoadedModel.Load(model, options.Preemptions is not null), options, runs, seed, cancellation).Run();
    }
}
