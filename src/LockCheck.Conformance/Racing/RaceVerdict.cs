using System.Globalization;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.MergeSplit;

namespace LockCheck.Conformance.Racing;

/// <summary>Asks the model about everything that the races have shown.</summary>
internal sealed class RaceVerdict(
    IReadOnlyList<RaceRun> runs,
    PairSearch search,
    Func<string, string> modelOf,
    List<string> notes,
    CheckContext context)
{
    private static readonly (Anomaly Kind, string Word)[] Words =
    [
        (Anomaly.LostPage, "lost page"),
        (Anomaly.Phantom, "phantom"),
        (Anomaly.EndsDescend, "end that does not ascend"),
        (Anomaly.Overlap, "overlap"),
    ];

    private readonly List<KernelDifference> _differences = [];
    private readonly List<string> _undecided = [];
    private readonly SortedDictionary<string, RaceTally> _tallies = new(StringComparer.Ordinal);
    private long _explained;
    private long _unexplained;
    private long _shapes;

    /// <summary>Decides.</summary>
    public CheckOutcome Decide()
    {
        foreach (var run in runs.TakeWhile(_ => !context.Cancellation.IsCancellationRequested))
        {
            context.Progress($"the model, {run.Reader.Name}, {run.Cycle.Name}");
            Decide(run);
        }

        notes.AddRange(_tallies.Values.SelectMany(tally => tally.Lines()));
        CheckCount[] counts =
        [
            new(runs.Sum(run => run.Judge.Passes), "read"),
            new(runs.Sum(run => run.Rounds), "writer round"),
            new(runs.Sum(run => run.Judge.AnomalousPasses), "anomalous read"),
            new(_explained, "explained case"),
            new(_unexplained, "unexplained case"),
            new(_shapes, "record pair"),
            new(search.States, "model state"),
        ];
        return Outcome(counts) with { Notes = notes, Counts = counts };
    }

    private CheckOutcome Outcome(CheckCount[] counts)
    {
        if (_differences.Count > 0)
        {
            return CheckOutcome.Failed(_differences, counts);
        }

        if (context.Cancellation.IsCancellationRequested)
        {
            return CheckOutcome.Inconclusive("interrupted");
        }

        // A reader that never met the writer has shown nothing.
        return runs.FirstOrDefault(run => run.Raced == 0) is { } alone
            ? CheckOutcome.Inconclusive($"{alone.Reader.Name} met no writer in {alone.Cycle.Name}")
            : _undecided.Count > 0
                ? CheckOutcome.Inconclusive($"the model's answer was cut: {_undecided[0]}")
                : CheckOutcome.Passed(counts);
    }

    private void Decide(RaceRun run)
    {
        if (!_tallies.TryGetValue(run.Reader.Name, out var tally))
        {
            tally = new RaceTally(run.Reader.Name, search.Promises(modelOf(run.Reader.Model), "I1"));
            _tallies.Add(run.Reader.Name, tally);
        }

        tally.Passes += run.Judge.Passes;
        tally.Raced += run.Raced;
        var seen = run.Judge.Seen.ToList();
        var answers = search.Ask(
            modelOf(run.Reader.Model),
            run.Reader.Page,
            run.Cycle,
            seen.Select(one => one.Pair),
            context.Cancellation);
        foreach (var one in seen)
        {
            _shapes++;
            Decide(run, one, answers[one.Pair], tally);
        }
    }

    private void Decide(RaceRun run, SeenPair seen, PairAnswer answer, RaceTally tally)
    {
        if (answer.Verdict == PairVerdict.Undecided)
        {
            _undecided.Add($"{run.Reader.Name}, {run.Cycle.Name}: {seen.Pair}, {answer.Text}");
            return;
        }

        var isExplained = answer.Verdict == PairVerdict.Explained;
        if (isExplained)
        {
            _explained += seen.TimesWrong;
        }
        else
        {
            _unexplained += seen.TimesWrong;
            _differences.Add(Difference(run, seen, answer));
        }

        if (isExplained && seen.TimesWrong > 0)
        {
            tally.Add(seen, KindsOf(seen.Wrong), run.Cycle.Name, answer);
        }
    }

    private KernelDifference Difference(RaceRun run, SeenPair seen, PairAnswer answer) => new()
    {
        What = seen.Wrong == Anomaly.None
            ? "two neighbouring records that the model does not deliver"
            : $"an anomaly that the model does not have: {KindsOf(seen.Wrong)}",
        Where = $"{run.Reader.Name}, {run.Cycle.Name}",
        Kernel =
        [
            string.Create(CultureInfo.InvariantCulture, $"{seen.Times} times, {seen.TimesWrong} of them wrong"),
            seen.Pair.First?.ToString() ?? "the beginning of the region",
            seen.Pair.Second?.ToString() ?? "the end of the region",
        ],
        Model = [answer.Text],
        Reproduction =
        [
            .. CallInC.Lines(run.Cycle.Setup),
            "for (;;) {",
            .. run.Cycle.Round.Select(call => $"    {CallInC.Line(call)}"),
            "}",
        ],
    };

    private static string KindsOf(Anomaly wrong) =>
        string.Join(", ", Words.Where(word => (wrong & word.Kind) != 0).Select(word => word.Word));
}
