namespace LockCheck.Engine;

/// <summary>The checkpoints of one breadth-first search: when one is due, writing it, going on from it.</summary>
internal sealed unsafe class SearchCheckpoints
{
    private const int TimesAsLong = 20;

    private readonly LoadedModel _model;
    private readonly SearchOptions _options;
    private readonly CheckpointPlan _plan;
    private readonly SearchStore _store;
    private readonly SearchLimits _limits;
    private readonly IReadOnlyList<(string Key, string Value)> _build;
    private long _last;
    private TimeSpan _pause;

    private SearchCheckpoints(
        LoadedModel model, SearchOptions options, CheckpointPlan plan, SearchStore store, SearchLimits limits)
    {
        _model = model;
        _options = options;
        _plan = plan;
        _store = store;
        _limits = limits;
        _build = BuildIdentity.Of(model, options);
        _pause = plan.Every;
        _last = options.Clock.GetTimestamp();
    }

    /// <summary>Gets whether the search goes on from a checkpoint.</summary>
    public bool Resumes => _plan.Resumes;

    /// <summary>Gets whether it is time to write one.</summary>
    public bool IsDue => _options.Clock.GetElapsedTime(_last) >= _pause;

    /// <summary>Gets whether one is to be written at the end: a limit ended the search where it can go on.</summary>
    public bool IsDueAtEnd =>
        _limits.CutBy is not (null or SearchLimits.StopAtFirst) && !_limits.HasDropped;

    /// <summary>The checkpoints that the options ask for; null for none.</summary>
    public static SearchCheckpoints? Of(
        LoadedModel model, SearchOptions options, SearchStore store, SearchLimits limits) =>
        options.Checkpoints is { } plan ? new SearchCheckpoints(model, options, plan, store, limits) : null;

    /// <summary>Writes one. No successor waits to be decided.</summary>
    /// <param name="counts">The numbers; time, chances and sums are filled in.</param>
    /// <param name="found">What was found.</param>
    /// <param name="queue">The states that were not expanded.</param>
    public void Write(SearchCounts counts, Discoveries found, StateQueue queue)
    {
        var started = _options.Clock.GetTimestamp();
        counts.ElapsedTicks = _limits.Elapsed.Ticks;
        (counts.PendingLow, counts.PendingHigh) = SumOf(queue, counts);
        _plan.Folder.Write(counts.States, stream =>
        {
            using var writer = new CheckpointWriter(stream);
            writer.Lines(CheckpointSections.Head, _plan.Head);
            writer.Lines(CheckpointSections.Build, _build);
            writer.Values<SearchCounts>(CheckpointSections.Counts, [counts]);
            writer.Values<FoundEntry>(CheckpointSections.Found, found.Save());
            writer.Log(_store.Log);
            writer.Values<byte>(CheckpointSections.End, []);
        });
        _last = _options.Clock.GetTimestamp();
        _pause = _options.Clock.GetElapsedTime(started, _last) * TimesAsLong;
        _pause = _pause > _plan.Every ? _pause : _plan.Every;
        _plan.Written?.Invoke(counts.States);
    }

    /// <summary>Takes up the folder's checkpoint: fills the store, what was found and the queue.</summary>
    /// <exception cref="CheckpointException">It is damaged, or of another search or build.</exception>
    public SearchCounts Resume(
        PropertyTable properties, Discoveries found, StateQueue queue, CancellationToken cancellation)
    {
        SearchCounts counts;
        using (var reader = new CheckpointReader(_plan.Folder.FilePath))
        {
            reader.ReadLines(CheckpointSections.Head);
            BuildIdentity.Require(_plan.Folder.FilePath, reader.ReadLines(CheckpointSections.Build), _build);
            counts = reader.ReadValues<SearchCounts>(CheckpointSections.Counts)[0];
            found.Restore(reader.ReadValues<FoundEntry>(CheckpointSections.Found));
            reader.ReadLog(_store.Log);
            reader.ReadEnd();
        }

        if (counts.States > _limits.MaxStates)
        {
            throw new CheckpointException(
                $"The checkpoint {_plan.Folder.FilePath} holds {counts.States:N0} states, and there may be "
                + $"{_limits.MaxStates:N0}. Usual cause: a smaller --max-states than before. Give a larger one.");
        }

        using var replay = new LogReplay(_model, properties, _options, _store);
        if (!replay.Run(queue, counts.Next, cancellation))
        {
            // The checkpoint is as good as before, and nothing was added to it.
            _limits.Cut(SearchLimits.Interrupted);
            _limits.HasDropped = true;
        }
        else if (SumOf(queue, counts) != (counts.PendingLow, counts.PendingHigh))
        {
            throw new CheckpointException(
                $"The states that the checkpoint {_plan.Folder.FilePath} leads to are not those of the search that "
                + "wrote it. Usual cause: modelled code that depends on something outside of the state vector, such "
                + "as a file or the environment. Begin anew with --checkpoint and another folder.");
        }

        _limits.ElapsedBefore = TimeSpan.FromTicks(counts.ElapsedTicks);
        _last = _options.Clock.GetTimestamp();
        return counts;
    }

    private static (ulong Low, ulong High) SumOf(StateQueue queue, SearchCounts counts)
    {
        var sum = default(Hash128);
        for (var number = counts.Next; number < counts.States; number++)
        {
            sum += StatePieces.SumIn(queue[number]);
        }

        return (sum.Low, sum.High);
    }
}
