using System.Globalization;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Resume;
using LockCheck.Specs.Catalog;
using TargetException = LockCheck.Conformance.Targets.TargetException;

namespace LockCheck.Conformance.ContendedDrop;

/// <summary>
/// A writer that gets the mmap_lock where iter/task_vma drops it inside one read(2), because somebody waits: what the
/// reader shows after it, in the kernel and in the model.
/// </summary>
public sealed class ContendedDropCheck : ConformanceCheck
{
    /// <summary>How many cases there are if no time is given.</summary>
    public const int CasesDefault = 60;

    /// <inheritdoc/>
    public override string Name => "contended-drop";

    /// <inheritdoc/>
    public override string Summary => "a writer let in where iter/task_vma drops the mmap_lock: where the read goes on";

    /// <summary>Gets how many cases there are if no time is given.</summary>
    internal int Cases { get; init; } = CasesDefault;

    /// <summary>Gets the model's reader; a test takes another revision.</summary>
    internal string Reader { get; init; } = KernelReader.Iterator.Model;

    /// <summary>Gets the event of the reader at which it is held for the writer; another one in a test.</summary>
    internal int HoldsAt { get; init; } = DroppingReader.Again;

    /// <inheritdoc/>
    protected override string? WhyNot() => RaceRules.WhyNot() ?? BpfSupport.WhyNotHold;

    /// <inheritdoc/>
    protected override CheckOutcome Compare(CheckContext context)
    {
        try
        {
            using var region = new RaceRegion();
            using var held = new HeldRead(region) { HoldsAt = HoldsAt };
            return Compare(context, region, held);
        }
        catch (BpfException exception)
        {
            throw new TargetException(exception.Message, exception);
        }
    }

    private CheckOutcome Compare(CheckContext context, RaceRegion region, HeldRead held)
    {
        var rules = RaceRules.OfThisKernel;
        DropTrial Trial() => new(Catalogue.Load(), Reader, rules, region, held);
        var trial = Trial();
        var draw = new RaceDraw(context.Seed, rules, touches: false);
        var begun = context.Clock.GetTimestamp();
        var (cases, again) = (0, 0);
        while (!context.IsOver(begun) && (context.Seconds is not null || cases < Cases))
        {
            var race = draw.Next();
            var window = trial.WindowOf(race);
            if (!DropTrial.IsOfUse(window))
            {
                again++;
                continue;
            }

            cases++;
            if (trial.Run(race, window) is { } difference)
            {
                return Differs(race, difference, Trial()) with
                {
                    Counts = Counts(trial, cases),
                    Notes = Notes(trial, again),
                };
            }

            if (trial.Failure is { } failure)
            {
                return CheckOutcome.Inconclusive($"no contention came about: {failure}") with
                {
                    Counts = Counts(trial, cases),
                    Notes = Notes(trial, again),
                };
            }

            context.Progress(string.Create(CultureInfo.InvariantCulture, $"{trial.Drops:#,0} drops"));
        }

        var outcome = context.Cancellation.IsCancellationRequested
            ? CheckOutcome.Inconclusive(Interrupted) with { Counts = Counts(trial, cases) }
            : CheckOutcome.Passed(Counts(trial, cases));
        return outcome with { Notes = Notes(trial, again) };
    }

    private static CheckOutcome Differs(RaceCase race, RaceDifference first, DropTrial trial)
    {
        RaceDifference? Try(RaceCase smaller)
        {
            var window = trial.WindowOf(smaller);
            return DropTrial.IsOfUse(window) ? trial.Run(smaller, window) : null;
        }

        return new RaceShrinker(Try).Shrink(race) is { } shrunk
            ? CheckOutcome.Failed(
            [
                shrunk.Difference.ToReport(
                    shrunk.Case, KernelReader.Iterator.Text, "now, where it drops the lock inside one read"),
            ])
            : CheckOutcome.Inconclusive(first.OnlyOnce(race, KernelReader.Iterator.Text));
    }

    private static CheckCount[] Counts(DropTrial trial, int cases) =>
        [new(trial.Drops, "drop"), new(trial.Records, "record"), new(cases, "case")];

    private static string[] Notes(DropTrial trial, int again)
    {
        var notes = new List<string>();
        if (again > 0)
        {
            notes.Add(RaceRules.DrawnAgain(again, "whose writer does nothing or fails, or that the model cannot play"));
        }

        if (trial.Misses > 0)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"attempts without contention that were made again: {trial.Misses}"));
        }

        return [.. notes];
    }
}
