using LockCheck.Engine;

namespace LockCheck.Reporting.Traces;

/// <summary>
/// Which steps of a run belong to the bug: the last step; the records on both sides of each page that the last step
/// complains about; and every step that reports a broken property.
/// </summary>
internal static class Importance
{
    /// <summary>Finds the steps.</summary>
    /// <returns>Positions in the run, from 0.</returns>
    public static IReadOnlySet<int> Of(Trace trace)
    {
        var important = new SortedSet<int>();
        if (trace.Steps.Count == 0)
        {
            return important;
        }

        important.Add(trace.Steps.Count - 1);
        foreach (var (i, step) in trace.Steps.Index())
        {
            if (step.Reported.Count > 0)
            {
                important.Add(i);
            }
        }

        var records = trace.Steps.Index()
            .SelectMany(step => step.Item.Details.Select(TraceRows.ReportedBy)
                .Where(range => range is not null)
                .Select(range => (step.Index, Range: range!.Value)))
            .ToList();
        foreach (var page in trace.Steps[^1].Details.Where(detail => detail.StartsWith('!'))
            .SelectMany(ModelText.PagesIn))
        {
            var before = records.FindLastIndex(record => record.Range.End <= page);
            var after = records.FindIndex(record => record.Range.Start > page);
            if (before >= 0)
            {
                important.Add(records[before].Index);
            }

            if (after >= 0)
            {
                important.Add(records[after].Index);
            }
        }

        return important;
    }
}
