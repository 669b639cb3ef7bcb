using System.Globalization;

namespace LockCheck.Conformance.Racing;

/// <summary>What one reader has shown over all cycles, and the model, too.</summary>
/// <param name="name">The reader.</param>
/// <param name="promisesAll">Whether it promises to show every page that is mapped throughout (I1).</param>
internal sealed class RaceTally(string name, bool promisesAll)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private readonly SortedDictionary<string, Kind> _kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Loss> _losses = new(StringComparer.Ordinal);

    /// <summary>Gets how many passes it made.</summary>
    public long Passes { get; set; }

    /// <summary>Gets how many of them the writer was at work through.</summary>
    public long Raced { get; set; }

    /// <summary>Adds an anomaly that the model has, too.</summary>
    public void Add(SeenPair seen, string kinds, string cycle, PairAnswer answer)
    {
        if (!_kinds.TryGetValue(kinds, out var kind))
        {
            _kinds.Add(kinds, kind = new Kind());
        }

        kind.Times += seen.TimesWrong;
        kind.Shapes++;
        kind.Cycles.Add(cycle);
        if ((seen.Wrong & Anomaly.LostPage) == 0 || !promisesAll)
        {
            return;
        }

        var loss = _losses.GetValueOrDefault(cycle);
        var isShorter = loss.Answer is null || answer.Steps < loss.Answer.Steps;
        _losses[cycle] = new Loss(
            loss.Times + seen.TimesWrong, isShorter ? seen.Pair : loss.Pair, isShorter ? answer : loss.Answer);
    }

    /// <summary>A line for all of it, and one for each cycle in which a promise was broken.</summary>
    public IEnumerable<string> Lines()
    {
        var kinds = string.Join("; ", _kinds.Select(kind => string.Create(
            Culture,
            $"{kind.Key} {kind.Value.Times:#,0} times in {kind.Value.Shapes} "
            + $"{(kind.Value.Shapes == 1 ? "shape" : "shapes")} ({string.Join(", ", kind.Value.Cycles)})")));
        yield return string.Create(
            Culture,
            $"{name}: {Passes:#,0} reads, {Raced:#,0} with the writer at work throughout; "
            + $"{(kinds.Length == 0 ? "no anomaly" : kinds)}");
        foreach (var (cycle, loss) in _losses)
        {
            yield return string.Create(
                Culture,
                $"{name} loses pages in {cycle}, {loss.Times:#,0} times, and so does the model: {loss.Pair} in "
                + $"{loss.Answer!.Steps} steps, {loss.Answer.Text}");
        }
    }

    private sealed class Kind
    {
        public long Times { get; set; }

        public int Shapes { get; set; }

        public SortedSet<string> Cycles { get; } = new(StringComparer.Ordinal);
    }

    private readonly record struct Loss(long Times, RecordPair Pair, PairAnswer? Answer);
}
