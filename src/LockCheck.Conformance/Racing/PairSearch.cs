using System.Globalization;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Conformance.Racing;

/// <summary>
/// Asks the model whether a reader that races with rounds of a cycle can deliver two records one after the other. The
/// answers are kept.
/// </summary>
/// <param name="catalogue">What there is.</param>
/// <param name="roundsMax">The most rounds of the writer that are tried.</param>
/// <param name="statesMax">The most states of a search.</param>
internal sealed class PairSearch(Catalogue catalogue, int roundsMax, long statesMax)
{
    private const long MemoryMax = 1L << 30;
    private readonly Dictionary<(string Reader, string Cycle, RecordsPerPage Page, RecordPair Pair), PairAnswer>
        _answers = [];

    /// <summary>Gets how many states were searched.</summary>
    public long States { get; private set; }

    /// <summary>Whether a reader of the catalogue promises an invariant.</summary>
    public bool Promises(string reader, string invariant) => catalogue.Reader(reader).Promises.Contains(invariant);

    /// <summary>The answers for some pairs.</summary>
    /// <param name="reader">The reader's name in the catalogue.</param>
    /// <param name="page">How many records fit into a page of its buffer.</param>
    /// <param name="cycle">The writer.</param>
    /// <param name="pairs">The pairs, in pages of the region.</param>
    /// <param name="cancellation">Ends a search early: what it has not found is undecided.</param>
    public IReadOnlyDictionary<RecordPair, PairAnswer> Ask(
        string reader,
        RecordsPerPage page,
        RaceCycle cycle,
        IEnumerable<RecordPair> pairs,
        CancellationToken cancellation)
    {
        var wanted = pairs.Distinct().ToList();
        var open = wanted.FindAll(pair => !_answers.ContainsKey((reader, cycle.Name, page, pair)));
        for (var rounds = 1; rounds <= roundsMax && open.Count > 0; rounds++)
        {
            foreach (var some in open.Chunk(PairMonitor.PairsMax))
            {
                foreach (var (pair, answer) in Search(reader, page, cycle, rounds, some, cancellation))
                {
                    _answers[(reader, cycle.Name, page, pair)] = answer;
                }
            }

            open.RemoveAll(
                pair => _answers[(reader, cycle.Name, page, pair)].Verdict == PairVerdict.Explained);
        }

        return wanted.ToDictionary(pair => pair, pair => _answers[(reader, cycle.Name, page, pair)]);
    }

    private IEnumerable<(RecordPair Pair, PairAnswer Answer)> Search(
        string reader,
        RecordsPerPage page,
        RaceCycle cycle,
        int rounds,
        IReadOnlyList<RecordPair> pairs,
        CancellationToken cancellation)
    {
        var window = new CycleWindow(cycle, rounds);
        var known = pairs.Where(pair => window.InModelPages(pair) is not null).ToList();
        var asked = known.ConvertAll(pair => window.InModelPages(pair)!.Value);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        KernelModel Model() => ModelOf(reader, page, window, new PairMonitor(asked, ended.Cancel));
        SearchResult? result = null;
        if (asked.Count > 0)
        {
            result = Explorer.Search(
                Model(),
                new SearchOptions { MaxStates = statesMax, MaxMemoryBytes = MemoryMax },
                ended.Token);
            States += result.States;
        }

        foreach (var pair in pairs)
        {
            var id = PairMonitor.IdOf(known.IndexOf(pair));
            var finding = result?.Findings.FirstOrDefault(found => found.Property?.Id == id);
            yield return (pair, finding is not null
                ? new PairAnswer(PairVerdict.Explained, finding.Path.Count, Story(Model(), finding, rounds))
                : result?.CutBy is { } cut
                    ? new PairAnswer(PairVerdict.Undecided, 0, $"cut by {cut} {Times(rounds)}")
                    : new PairAnswer(
                        PairVerdict.Unexplained, 0, $"no run of {reader} delivers these two {Times(rounds)}"));
        }
    }

    private KernelModel ModelOf(string reader, RecordsPerPage page, CycleWindow window, PairMonitor monitor)
    {
        var built = new Scenario
        {
            Reader = reader,
            Calls = window.Calls,
            Layout = window.Layout,
            RecordsPerPage = page,
            Invariants = [],
        }.Build(catalogue);
        return new KernelModel(built.Settings with { Monitors = [monitor] });
    }

    private static string Times(int rounds) => string.Create(
        CultureInfo.InvariantCulture, $"in {rounds} round{(rounds == 1 ? string.Empty : "s")} of the writer");

    /// <summary>Who ran how long, and what it was at when the other one went on.</summary>
    private static string Story(KernelModel model, Finding finding, int rounds)
    {
        var trace = Trace.Of(LoadedModel.Load(model), finding.Path);
        var runs = new List<string>();
        for (var at = 0; at < trace.Steps.Count;)
        {
            var end = at;
            while (end < trace.Steps.Count && trace.Steps[end].Slot == trace.Steps[at].Slot)
            {
                end++;
            }

            runs.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{trace.Steps[at].Thread} {end - at} to `{trace.Steps[end - 1].Operation}`"));
            at = end;
        }

        return $"{string.Join("; ", runs)} ({Times(rounds)})";
    }
}
