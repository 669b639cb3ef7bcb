using BenchmarkDotNet.Attributes;
using LockCheck.Engine;

namespace LockCheck.Benchmarks;

/// <summary>The measured searches under BenchmarkDotNet: <c>dotnet run -c Release -- --filter '*'</c>.</summary>
[MemoryDiagnoser]
public class SearchBenchmarks
{
    /// <summary>How many rounds the writer makes; 4 are more than a million states.</summary>
    [Params(1, 4)]
    public int Rounds { get; set; }

    /// <summary>Breadth-first search to exhaustion.</summary>
    [Benchmark(Baseline = true)]
    public long BreadthFirst() =>
        SearchCases.Search(SearchCases.TwoReaders(Rounds), new SearchOptions { SelfCheckEvery = 0 }).States;

    /// <summary>The same, newest state first.</summary>
    [Benchmark]
    public long DepthFirst() => SearchCases.Search(
        SearchCases.TwoReaders(Rounds), new SearchOptions { SelfCheckEvery = 0, DepthFirst = true }).States;
}
