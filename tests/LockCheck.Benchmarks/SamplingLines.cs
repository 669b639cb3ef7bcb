using LockCheck.Engine;
using LockCheck.Sct;

namespace LockCheck.Benchmarks;

internal static class SamplingLines
{
    public static int Print(TextWriter output)
    {
        for (var i = 0; i < 3; i++)
        foreach (var s in Enum.GetValues<SamplingStrategy>())
        {
            var r = Explorer.Sample(new MapWorld(), 1_000_000, seed: 1, new SearchOptions { Sampling = new() { Strategy = s } });
            output.WriteLine($"{s} {r.Runs / r.Elapsed.TotalSeconds:N0} runs/s {r.Transitions / r.Elapsed.TotalSeconds:N0} steps/s {r.Transitions / (double)r.Runs:0.0} {r.Findings.Count}");
        }

        return 0;
    }
}
