using System.Diagnostics;
using LockCheck.Engine;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Benchmarks;

/// <summary>
/// One line a case, for a quick look and for commit messages: the best of a few runs in one process, with its ratio to
/// a reference that is measured in the same process, so that two machines or two loads can be compared.
/// </summary>
internal static class Lines
{
    private const int Runs = 5;
    private const int ReferenceCount = 4_000_000;

    public static int Print(TextWriter output, int rounds)
    {
        var reference = Reference();
        output.WriteLine(
            $"reference: HashSet<ulong> takes {reference / 1e6:0.00} M new numbers/s; ratios are to this");

        var quick = new SearchOptions { SelfCheckEvery = 0, Clock = new CpuClock() };
        var busy = SearchCases.TwoReaders(rounds);
        Search(output, reference, "breadth-first", busy, quick);
        Search(output, reference, "breadth-first, self-check", busy, new SearchOptions());
        Search(output, reference, "depth-first", busy, quick with { DepthFirst = true });
        Search(output, reference, "preemptions <= 3", busy, quick with { Preemptions = 3 });
        Search(output, reference, "no invariant but I8, I10", busy with { Invariants = [] }, quick);
        Reduced(output, "reduced", SearchCases.ReadersAndWriters(), quick);
        Sample(output, reference, "random sampling", busy with { Repeat = 1 });
        return 0;
    }

    private static void Search(
        TextWriter output, double reference, string name, Scenario scenario, SearchOptions options)
    {
        SearchResult? best = null;
        for (var run = 0; run < Runs; run++)
        {
            var result = SearchCases.Search(scenario, options);
            best = best is null || result.Elapsed < best.Elapsed ? result : best;
        }

        var speed = best!.States / best.Elapsed.TotalSeconds;
        output.WriteLine(
            $"{name,-26} {speed / 1e6:0.00} M states/s  ratio {speed / reference:0.000}  {best.States:N0} states, "
            + $"{best.Transitions:N0} transitions, {best.Missed:N0} steps run, pieces {best.PieceBytes / 1e6:0.0} MB, "
            + $"memo {best.MemoBytes / 1e6:0.0} MB, vector {best.VectorBytes} bytes, "
            + $"{best.BytesPerState:0.0} bytes/state, {AllocatedPerTransition(scenario, options):0.000} bytes "
            + "allocated/transition");
    }

    /// <summary>A reduced search beside the full one, both from their own start to their end.</summary>
    private static void Reduced(TextWriter output, string name, Scenario scenario, SearchOptions options)
    {
        var full = SearchCases.Search(scenario, options);
        var reduced = SearchCases.Search(scenario, options with { ReducesLocalSteps = true });
        output.WriteLine(
            $"{name,-26} {reduced.States:N0} of {full.States:N0} states ({full.States / (double)reduced.States:0.0} x "
            + $"fewer), time ratio {reduced.Elapsed / full.Elapsed:0.00}");
    }

    private static void Sample(TextWriter output, double reference, string name, Scenario scenario)
    {
        const int Count = 20_000;
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            var result = SearchCases.Sample(scenario, Count);
            best = result.Elapsed < best ? result.Elapsed : best;
        }

        var speed = Count / best.TotalSeconds;
        output.WriteLine(
            $"{name,-26} {speed / 1e3:0.0} k runs/s  ratio {speed / reference:0.0000}");
    }

    /// <summary>
    /// Managed bytes that a longer search allocates beyond a shorter one, for each further transition.
    /// </summary>
    private static double AllocatedPerTransition(Scenario scenario, SearchOptions options)
    {
        var (shortBytes, shortSteps) = Allocated(scenario, options with { MaxStates = 100_000 });
        var (longBytes, longSteps) = Allocated(scenario, options with { MaxStates = 400_000 });
        return longSteps > shortSteps ? (longBytes - shortBytes) / (double)(longSteps - shortSteps) : 0;
    }

    private static (long Bytes, long Transitions) Allocated(Scenario scenario, SearchOptions options)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = SearchCases.Search(scenario, options);
        return (GC.GetAllocatedBytesForCurrentThread() - before, result.Transitions);
    }

    /// <summary>New numbers a second that a HashSet takes: what speeds are compared with.</summary>
    public static double Reference()
    {
        var best = double.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            var random = new SplitMix(1);
            var set = new HashSet<ulong>(ReferenceCount);
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < ReferenceCount; i++)
            {
                _ = set.Add(random.Next());
            }

            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return ReferenceCount / best;
    }
}
