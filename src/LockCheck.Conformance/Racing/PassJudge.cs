namespace LockCheck.Conformance.Racing;

/// <summary>
/// Judges passes over a region whose states are known, but not when each of them was: every pair of neighbouring
/// records is kept, with what is wrong with it.
/// </summary>
/// <param name="states">The states.</param>
public sealed class PassJudge(CycleStates states)
{
    private readonly Dictionary<RecordPair, SeenPair> _seen = [];
    private readonly List<RecordPair> _order = [];

    /// <summary>Gets how many passes there were.</summary>
    public long Passes { get; private set; }

    /// <summary>Gets how many of them had something wrong.</summary>
    public long AnomalousPasses { get; private set; }

    /// <summary>Gets what was seen, in the order in which it was seen first.</summary>
    public IEnumerable<SeenPair> Seen => _order.Select(pair => _seen[pair]);

    /// <summary>Judges a pass.</summary>
    /// <param name="records">Its records in the region, in the order in which they came.</param>
    public void Judge(IReadOnlyList<RegionRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        Passes++;
        var isWrong = false;
        for (var at = 0; at <= records.Count; at++)
        {
            var pair = new RecordPair(
                at > 0 ? records[at - 1] : null, at < records.Count ? records[at] : null);
            var wrong = AnomaliesOf(pair, records);
            isWrong |= wrong != Anomaly.None;
            if (!_seen.TryGetValue(pair, out var seen))
            {
                _order.Add(pair);
            }

            _seen[pair] = seen with
            {
                Pair = pair,
                Times = seen.Times + 1,
                TimesWrong = seen.TimesWrong + (wrong == Anomaly.None ? 0 : 1),
                Wrong = seen.Wrong | wrong,
            };
        }

        AnomalousPasses += isWrong ? 1 : 0;
    }

    private Anomaly AnomaliesOf(RecordPair pair, IReadOnlyList<RegionRecord> records)
    {
        var wrong = Anomaly.None;
        if (pair.Second is { } second)
        {
            wrong |= states.Has(second) ? Anomaly.None : Anomaly.Phantom;
            if (pair.First is { } first && second.Start < first.End)
            {
                wrong |= second.End <= first.End ? Anomaly.EndsDescend : Anomaly.Overlap;
            }
        }

        var from = pair.First?.End ?? 0;
        var to = pair.Second?.Start ?? long.MaxValue;
        return states.AlwaysMapped(from, to).Any(page => !records.Any(record => Covers(record, page)))
            ? wrong | Anomaly.LostPage
            : wrong;
    }

    private static bool Covers(RegionRecord record, long page) => record.Start <= page && page < record.End;
}
