using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Racing;

/// <summary>The states of the region in the course of a cycle, after each of its calls.</summary>
public sealed class CycleStates
{
    private readonly HashSet<RegionRecord> _records = [];
    private readonly HashSet<long> _always;

    /// <summary>Plays the cycle in the model's plain address space.</summary>
    /// <exception cref="ArgumentException">A call fails there, or the cycle does not end where it began.</exception>
    public CycleStates(RaceCycle cycle)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        var region = new RegionModel(ExactRules.Linux618, MergeSplit.LiveRegion.StartPage);
        foreach (var call in cycle.Setup)
        {
            _ = Make(region, call);
        }

        Before = [.. region.Maps().Select(RecordOf)];
        var last = Before;
        _always = PagesOf(last);
        _records.UnionWith(last);
        foreach (var call in cycle.Round)
        {
            Returned.Add(Make(region, call));
            last = [.. region.Maps().Select(RecordOf)];
            _always.IntersectWith(PagesOf(last));
            _records.UnionWith(last);
        }

        if (!last.SequenceEqual(Before))
        {
            throw new ArgumentException($"The cycle {cycle.Name} does not end where it began.", nameof(cycle));
        }
    }

    /// <summary>Gets the state before a round, and after it.</summary>
    public IReadOnlyList<RegionRecord> Before { get; }

    /// <summary>Gets what each call of a round returns.</summary>
    public List<long> Returned { get; } = [];

    /// <summary>Whether a record is a VMA of some state.</summary>
    public bool Has(RegionRecord record) => _records.Contains(record);

    /// <summary>Whether every state maps a page.</summary>
    public bool IsAlwaysMapped(long page) => _always.Contains(page);

    /// <summary>The pages that every state maps, from one up to another.</summary>
    public IEnumerable<long> AlwaysMapped(long start, long end) =>
        _always.Where(page => page >= start && page < end);

    private static long Make(RegionModel region, RegionCall call)
    {
        var result = region.Make(call);
        return result >= 0
            ? result
            : throw new ArgumentException($"The call {call} of a cycle fails: {ErrnoText.Of(result)}.", nameof(call));
    }

    private static HashSet<long> PagesOf(IEnumerable<RegionRecord> records) =>
        [.. records.SelectMany(record => Enumerable.Range((int)record.Start, (int)(record.End - record.Start)))];

    private static RegionRecord RecordOf(MapRow row) => new(row.Start, row.End, ProtOf(row.Permissions));

    private static byte ProtOf(string text) => (byte)(
        (text[0] == 'r' ? 1 : 0) | (text[1] == 'w' ? 2 : 0) | (text[2] == 'x' ? 4 : 0) | (text[3] == 's' ? 8 : 0));
}
