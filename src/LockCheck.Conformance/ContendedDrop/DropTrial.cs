using LockCheck.Conformance.Model;
using LockCheck.Conformance.Resume;
using LockCheck.Kernel;
using LockCheck.Kernel.Exact;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.ContendedDrop;

/// <summary>Plays cases with the writer let in where the reader drops the lock, behind each record in turn.</summary>
/// <param name="catalogue">What the model has.</param>
/// <param name="reader">The name of the model's reader.</param>
/// <param name="rules">The kernel's rules.</param>
/// <param name="region">The writer.</param>
/// <param name="held">The reader.</param>
internal sealed class DropTrial(
    Catalogue catalogue, string reader, ExactRules rules, RaceRegion region, HeldRead held)
{
    /// <summary>How often a contention is tried that does not come about.</summary>
    private const int AttemptsMax = 5;

    /// <summary>Gets how many drops were compared so far.</summary>
    public long Drops { get; private set; }

    /// <summary>Gets how many records were compared so far.</summary>
    public long Records { get; private set; }

    /// <summary>Gets how many attempts came to nothing.</summary>
    public long Misses { get; private set; }

    /// <summary>Gets why a contention could not be created at all; null if all were.</summary>
    public string? Failure { get; private set; }

    /// <summary>The model's side of a case.</summary>
    public RaceWindow WindowOf(RaceCase race) => RaceWindow.Of(race, rules);

    /// <summary>Whether a writer makes contention and changes something.</summary>
    public static bool IsOfUse(RaceWindow window) => window.Window.WhyNot is null && !window.IsIdle &&
        window.WriterReturns.All(returned => returned >= 0);

    /// <summary>The first difference of a case, or null.</summary>
    public RaceDifference? Run(RaceCase race, RaceWindow window)
    {
        using var run = new ModelRace(catalogue, reader, window.Window, RecordsPerPage.All, RwSemLevel.L1);
        for (var shown = 1; shown < window.Before.Length && Failure is null; shown++)
        {
            run.Restart();
            var model = RacePrediction.AtDrop(run, window.IsIdle, shown);
            if (Play(race, window, shown, model) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private RaceDifference? Play(RaceCase race, RaceWindow window, int shown, RacePrediction model)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (RaceDifference.OfReturns(
                "returned before", 0, race.AllLayout, region.MakeMap(race), window.LayoutReturns) is { } other)
            {
                return other;
            }

            if (held.Read(race, shown) is { } kernel)
            {
                Drops++;
                Records += kernel.Shown.Count + kernel.Rest.Count;
                return RaceDifference.OfReturns("returned", shown, race.Writer, held.Returns, window.WriterReturns)
                    ?? RaceDifference.OfRecords(kernel, model);
            }

            Misses++;
        }

        Failure = held.WhyNot;
        return null;
    }
}
