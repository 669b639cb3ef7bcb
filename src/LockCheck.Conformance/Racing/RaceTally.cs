using System.Globalization;

namespace LockCheck.Conformance.Racing;

/// <summary>What one reader has shown over all cycles, and the model, too.</summary>
internal sealed class RaceTally
{
    private readonly SortedDictionary<string, (long Times, int Shapes, SortedSet<string> Cycles)> _kinds =
        new(StringComparer.Ordinal);

    private (string Where, PairAnswer Answer)? _shortest;

    /// <summary>Gets how many passes it made.</summary>
    public long Passes { get; set; }

    /// <summary>Gets how many of them the writer was at work through.</summary>
    public long Raced { get; set; }

    /// <summary>Adds an anomaly.</summary>
    public void Add(SeenPair seen, string kinds, string cycle, PairAnswer answer)
    {
        if (!_kinds.TryGetValue(kinds, out var known))
        {
            known.Cycles = new SortedSet<string>(StringComparer.Ordinal);
        }

        _ = known.Cycles.Add(cycle);
        _kinds[kinds] = (known.Times + seen.TimesWrong, known.Shapes + 1, known.Cycles);
        if (_shortest is null || answer.Steps < _shortest.Value.Answer.Steps)
        {
            _shortest = ($"{seen.Pair} in {cycle}", answer);
        }
    }

    /// <summary>All of it in a sentence.</summary>
    public override string ToString()
    {
        var culture = CultureInfo.InvariantCulture;
        var passes = string.Create(culture, $"{Passes:#,0} reads, {Raced:#,0} with the writer at work throughout");
        return _shortest is not { } shortest ? $"{passes}; no anomaly" : string.Create(
            culture,
            $"{passes}; {string.Join("; ", _kinds.Select(KindText))}; the shortest for the model, {shortest.Where}, "
            + $"takes {shortest.Answer.Steps} steps: {shortest.Answer.Text}");
    }

    private static string KindText(
        KeyValuePair<string, (long Times, int Shapes, SortedSet<string> Cycles)> kind) => string.Create(
            CultureInfo.InvariantCulture,
            $"{kind.Key} {kind.Value.Times:#,0} times in {kind.Value.Shapes} "
            + $"{(kind.Value.Shapes == 1 ? "shape" : "shapes")} ({string.Join(", ", kind.Value.Cycles)})");
}
