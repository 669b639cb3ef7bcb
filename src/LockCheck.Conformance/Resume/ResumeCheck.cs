using System.Globalization;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Checks;
using LockCheck.Specs.Catalog;
using TargetException = LockCheck.Conformance.Targets.TargetException;

namespace LockCheck.Conformance.Resume;

/// <summary>
/// A writer between two records of a reader that holds nothing there: what the reader shows after it, in the kernel and
/// in the model.
/// </summary>
public sealed class ResumeCheck : ConformanceCheck
{
    /// <summary>How many cases there are if no time is given.</summary>
    public const int CasesDefault = 60;

    /// <inheritdoc/>
    public override string Name => "resume";

    /// <inheritdoc/>
    public override string Summary => "a writer between two records: where maps, smaps, PROCMAP_QUERY and BPF go on";

    /// <summary>Gets how many cases there are if no time is given.</summary>
    internal int Cases { get; init; } = CasesDefault;

    /// <summary>Gets the readers; a test exchanges one for another revision.</summary>
    internal IReadOnlyList<KernelReader> Readers { get; init; } = KernelReader.All;

    /// <summary>Gets what says why BPF cannot be used; a test has another reason.</summary>
    internal Func<string?> WhyNoIterator { get; init; } = static () => BpfSupport.WhyNot;

    /// <inheritdoc/>
    protected override string? WhyNot() => RaceRules.WhyNot();

    /// <inheritdoc/>
    protected override CheckOutcome Compare(CheckContext context)
    {
        try
        {
            using var region = new RaceRegion();
            return Compare(context, region);
        }
        catch (BpfException exception)
        {
            throw new TargetException(exception.Message, exception);
        }
    }

    private CheckOutcome Compare(CheckContext context, RaceRegion region)
    {
        var left = WhyNoIterator() is { } reason ? $"left out: iter/task_vma, because {reason}" : null;
        var readers = Readers.Where(reader => left is null || reader.Kind != KernelReaderKind.Iterator).ToList();
        var rules = RaceRules.OfThisKernel;
        var trial = new RaceTrial(Catalogue.Load(), rules, region);
        var draw = new RaceDraw(context.Seed, rules, touches: true);
        var begun = context.Clock.GetTimestamp();
        var (cases, again) = (0, 0);
        while (!context.IsOver(begun) && (context.Seconds is not null || cases < Cases))
        {
            var race = draw.Next();
            var window = trial.WindowOf(race);
            if (window.Window.WhyNot is not null)
            {
                again++;
                continue;
            }

            cases++;
            foreach (var reader in readers)
            {
                if (trial.Run(race, window, reader) is { } difference)
                {
                    return Differs(race, reader, difference, new RaceTrial(Catalogue.Load(), rules, region)) with
                    {
                        Counts = Counts(trial, cases),
                        Notes = Notes(left, again),
                    };
                }
            }

            context.Progress(string.Create(CultureInfo.InvariantCulture, $"{trial.Boundaries:#,0} resumptions"));
        }

        var outcome = context.Cancellation.IsCancellationRequested
            ? CheckOutcome.Inconclusive(Interrupted) with { Counts = Counts(trial, cases) }
            : CheckOutcome.Passed(Counts(trial, cases));
        return outcome with { Notes = Notes(left, again) };
    }

    private static CheckOutcome Differs(RaceCase race, KernelReader reader, RaceDifference first, RaceTrial trial)
    {
        RaceDifference? Try(RaceCase smaller)
        {
            var window = trial.WindowOf(smaller);
            return window.Window.WhyNot is null ? trial.Run(smaller, window, reader) : null;
        }

        return new RaceShrinker(Try).Shrink(race) is { } shrunk
            ? CheckOutcome.Failed([shrunk.Difference.ToReport(shrunk.Case, reader.Text, "now, between two calls")])
            : CheckOutcome.Inconclusive(first.OnlyOnce(race, reader.Text));
    }

    private static CheckCount[] Counts(RaceTrial trial, int cases) =>
    [
        new(trial.Boundaries, "resumption"),
        new(trial.Records, "record"),
        new(cases, "case"),
    ];

    private static string[] Notes(string? left, int again) =>
    [
        .. left is null ? (string[])[] : [left],
        .. again == 0 ? (string[])[] : [RaceRules.DrawnAgain(again, "that the model cannot play")],
    ];
}
