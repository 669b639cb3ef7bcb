using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Benchmarks;

/// <summary>The searches that are measured; each call makes a model of its own.</summary>
internal static class SearchCases
{
    private const string FiveVmas = "0-4r 4-8w 8-12r 12-16w 16-20r";

    /// <summary>The readers, writers and invariants that there are.</summary>
    public static Catalogue Known { get; } = Catalogue.Load();

    /// <summary>The case that the project's speed is quoted for: two mainline readers against a busy writer.</summary>
    public static Scenario TwoReaders(int rounds) => new()
    {
        Reader = "task_vma/v7",
        Readers = 2,
        Writers = [new WriterAt("split-then-re-merge", 1)],
        Repeat = rounds,
        Layout = LayoutText.Parse(FiveVmas),
        Invariants = Known.Reader("task_vma/v7").Promises,
    };

    public static Model Model(Scenario scenario) => scenario.Build(Known);

    /// <summary>
    /// The case that the reduction is measured by: two readers by per-VMA locks, and two writers that change VMAs which
    /// are not neighbours.
    /// </summary>
    public static Scenario ReadersAndWriters() => new()
    {
        Reader = "proc_maps/per-vma-lock",
        Readers = 2,
        Writers = [new WriterAt("mprotect-mid", 1), new WriterAt("mprotect-mid", 3)],
        Layout = LayoutText.Parse(FiveVmas),
        Invariants = ["I1", "I3", "I8", "I10"],
    };

    public static SearchResult Search(Scenario scenario, SearchOptions options) =>
        Explorer.Search(scenario.Build(Known), options);

    public static SearchResult Sample(Scenario scenario, long runs) =>
        Explorer.Sample(scenario.Build(Known), runs, seed: 1);
}
