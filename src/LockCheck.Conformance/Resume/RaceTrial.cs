using System.Collections.Immutable;
using LockCheck.Conformance.Model;
using LockCheck.Kernel;
using LockCheck.Kernel.Exact;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.Resume;

/// <summary>Plays cases in the kernel and in the model: the writer behind each record of a reader in turn.</summary>
/// <param name="catalogue">What the model has.</param>
/// <param name="rules">The kernel's rules.</param>
/// <param name="region">The kernel's side.</param>
internal sealed class RaceTrial(Catalogue catalogue, ExactRules rules, RaceRegion region)
{
    /// <summary>Gets how many times the rest was compared so far.</summary>
    public long Boundaries { get; private set; }

    /// <summary>Gets how many records were compared so far.</summary>
    public long Records { get; private set; }

    /// <summary>The model's side of a case.</summary>
    public RaceWindow WindowOf(RaceCase race) => RaceWindow.Of(race, rules);

    /// <summary>The first difference of a case, or null.</summary>
    /// <param name="race">The case.</param>
    /// <param name="window">The model's side of it.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="only">Behind which record the writer runs; null for each in turn.</param>
    public RaceDifference? Run(RaceCase race, RaceWindow window, KernelReader reader, int? only = null)
    {
        using var run = new ModelRace(catalogue, reader.Model, window.Window, new RecordsPerPage(1));
        for (var shown = only ?? 1; shown <= (only ?? window.Before.Length - 1); shown++)
        {
            run.Restart();
            var model = RacePrediction.BetweenCalls(run, window.IsIdle, shown);
            if (Play(race, window, reader, shown, model) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private RaceDifference? Play(
        RaceCase race, RaceWindow window, KernelReader reader, int shown, RacePrediction model)
    {
        if (RaceDifference.OfReturns(
            "returned before", 0, race.AllLayout, region.MakeMap(race), window.LayoutReturns) is { } other)
        {
            return other;
        }

        using var listing = region.Begin(reader.Kind);
        var before = listing.Show(shown);
        var returns = region.Write(race);
        var kernel = new RacePrediction(before, [.. listing.Rest().Where(KernelListing.IsInRegion)]);
        Boundaries++;
        Records += kernel.Shown.Count + kernel.Rest.Count;
        return RaceDifference.OfReturns("returned", shown, race.Writer, returns, window.WriterReturns)
            ?? RaceDifference.OfRecords(kernel, model);
    }
}
