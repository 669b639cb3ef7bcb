using System.Globalization;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Hosts;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Targets;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.Racing;

/// <summary>
/// Readers and a writer that run as they like, on a processor each: whatever a pass shows, the model must be able to
/// show.
/// </summary>
public sealed class RacingCheck : ConformanceCheck
{
    /// <summary>How long the races take together if no time is given, in seconds.</summary>
    public const double SecondsDefault = 4;

    private static readonly (int Major, int Minor) Oldest = (6, 17);

    /// <inheritdoc/>
    public override string Name => "racing";

    /// <inheritdoc/>
    public override string Summary => "readers and a writer that run freely: whether the model can show what they see";

    /// <summary>Gets the readers and cycles that race; all but in a test.</summary>
    internal Func<string, string, bool> Takes { get; init; } = static (_, _) => true;

    /// <summary>Gets what a reader is in the catalogue; what it is but in a test.</summary>
    internal Func<string, string> ModelOf { get; init; } = static model => model;

    /// <summary>Gets the most rounds of the writer that the model tries.</summary>
    internal int RoundsMax { get; init; } = 3;

    /// <summary>Gets the most states of a search of the model.</summary>
    internal long StatesMax { get; init; } = 3_000_000;

    /// <inheritdoc/>
    protected override string? WhyNot() => LinuxHost.WhyNoTarget
        ?? (LinuxHost.Version.CompareTo(Oldest) < 0
            ? $"the readers of Linux {LinuxHost.Release} are older than those that are compared, of 6.17 and later"
            : null)
        ?? (CpuPin.Processors.Length < 2 ? "there is one processor: a reader and a writer need one each" : null);

    /// <inheritdoc/>
    protected override CheckOutcome Compare(CheckContext context)
    {
        var notes = new List<string>();
        using var region = new LiveRegion();
        var readers = RaceReaders.Open(region.Target.Id, notes);
        try
        {
            var runs = new List<RaceRun>();
            foreach (var cycle in RaceCycle.All)
            {
                runs.AddRange(readers.Where(reader => Takes(reader.Name, cycle.Name))
                    .Select(reader => new RaceRun(reader, cycle, new PassJudge(new CycleStates(cycle)))));
            }

            Race(region, runs, context);
            return new RaceVerdict(
                runs, new PairSearch(Catalogue.Load(), RoundsMax, StatesMax), ModelOf, notes, context).Decide();
        }
        catch (BpfException exception)
        {
            return CheckOutcome.Inconclusive(exception.Message) with { Notes = notes };
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    private static void Race(LiveRegion region, List<RaceRun> runs, CheckContext context)
    {
        var processors = CpuPin.Processors;
        using var writerPin = CpuPin.Thread(region.Target.Id, processors[1]);
        using var readerPin = CpuPin.CurrentThread(processors[0]);
        var seconds = (context.Seconds ?? SecondsDefault) / Math.Max(1, runs.Count);
        foreach (var run in runs.TakeWhile(_ => !context.Cancellation.IsCancellationRequested))
        {
            context.Progress(string.Create(CultureInfo.InvariantCulture, $"{run.Reader.Name}, {run.Cycle.Name}"));
            Race(region, run, seconds, context);
        }
    }

    private static void Race(LiveRegion region, RaceRun run, double seconds, CheckContext context)
    {
        var writer = new CycleWriter(region, run.Cycle, new CycleStates(run.Cycle));
        var begun = context.Clock.GetTimestamp();
        do
        {
            writer.KeepGoing();
            run.Judge.Judge(run.Reader.Pass());
            run.Raced += writer.IsAtWork ? 1 : 0;
        }
        while (context.Clock.GetElapsedTime(begun).TotalSeconds < seconds &&
            !context.Cancellation.IsCancellationRequested);
        writer.Finish();
        run.Rounds = writer.Rounds;
    }
}
