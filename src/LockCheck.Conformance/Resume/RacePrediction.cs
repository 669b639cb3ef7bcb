using LockCheck.Conformance.Model;

namespace LockCheck.Conformance.Resume;

/// <summary>What a reader of the model shows before a writer's calls, and after them.</summary>
/// <param name="Shown">The records before.</param>
/// <param name="Rest">The records after.</param>
internal sealed record RacePrediction(IReadOnlyList<ShownVma> Shown, IReadOnlyList<ShownVma> Rest)
{
    /// <summary>The writer runs between two calls of the reader.</summary>
    /// <param name="run">A run at its beginning, one record a page.</param>
    /// <param name="isIdle">Whether the writer is not to run.</param>
    /// <param name="shown">The number of records before the writer.</param>
    public static RacePrediction BetweenCalls(ModelRace run, bool isIdle, int shown)
    {
        _ = run.Read(model => model.CallsEnded == shown);
        var before = run.Records;
        Demand(isIdle || run.WriteToEnd(), run, "the writer has to wait between two calls of it");
        return End(run, before);
    }

    /// <summary>
    /// The writer asks for the mmap_lock when a record was just shown, and gets it where the reader drops it.
    /// </summary>
    /// <param name="run">A run at its beginning, all records on one page, with the queue of the mmap_lock.</param>
    /// <param name="isIdle">Whether the writer is not to run.</param>
    /// <param name="shown">The number of records before the writer.</param>
    public static RacePrediction AtDrop(ModelRace run, bool isIdle, int shown)
    {
        if (run.Read(model => model.Records.Count == shown) && !isIdle)
        {
            Demand(!run.WriteToEnd(), run, "the writer does not wait for it");
            Demand(run.Read(model => model.CanWrite), run, "it does not let the writer in");
            Demand(run.Records.Count == shown && run.CallsEnded == 0, run, "it lets the writer in too late");
            Demand(run.WriteToEnd(), run, "the writer has to wait where it dropped the lock");
        }

        return End(run, [.. run.Records.Take(shown)]);
    }

    private static RacePrediction End(ModelRace run, IReadOnlyList<ShownVma> shown)
    {
        Demand(run.ReadToEnd(), run, "it does not come to its end");
        return new RacePrediction(shown, [.. run.Records.Skip(shown.Count)]);
    }

    private static void Demand(bool holds, ModelRace run, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(
                $"The reader of the model is not where it should be: {what} (it is at `{run.ReaderIsAt}`, and the "
                + $"writer at `{run.WriterIsAt}`).");
        }
    }
}
