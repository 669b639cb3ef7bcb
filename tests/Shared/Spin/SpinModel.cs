using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Spin;

/// <summary>
/// A scenario that is written by hand in Promela as well: a file of <c>scripts/spin</c> with its bounds, and the line
/// that names the same scenario here (<see cref="ScenarioLine"/>).
/// </summary>
/// <param name="Name">What a table calls it.</param>
/// <param name="File">The file's name.</param>
/// <param name="Defines">What is defined for the preprocessor, such as <c>READERS=2</c>.</param>
/// <param name="Line">The scenario of LockCheck.</param>
internal sealed record SpinModel(string Name, string File, IReadOnlyList<string> Defines, string Line)
{
    // I8 and I10 are always checked. Every lost page is remembered on both sides.
    private const string Checks = "invariants: I1, I3; lost-pages: all";

    /// <summary>Readers that drop the mmap_lock, against a split and a merge (P-TV7).</summary>
    public static SpinModel TaskVma(int readers, int rounds) => new(
        $"task_vma/v7, readers {readers}, rounds {rounds}",
        "task-vma-v7.pml",
        [$"READERS={readers}", $"ROUNDS={rounds}"],
        $"reader: task_vma/v7; readers: {readers}; writer: split-then-re-merge at 1; repeat: {rounds}; "
        + $"layout: 0-4r 4-8w 8-12r 12-16w 16-20r; {Checks}");

    /// <summary>Readers under RCU, against a split and a merge (P-S4).</summary>
    public static SpinModel MapsRcu(int readers, int rounds) => new(
        $"proc_maps/rcu-v2, readers {readers}, rounds {rounds}",
        "maps-rcu-v2.pml",
        [$"READERS={readers}", $"ROUNDS={rounds}"],
        $"reader: proc_maps/rcu-v2; readers: {readers}; writer: split-then-re-merge at 1; repeat: {rounds}; "
        + $"layout: 0-2r 2-4w 4-6r; {Checks}");

    /// <summary>Readers by per-VMA locks, against writers at different VMAs (P-PV).</summary>
    public static SpinModel PerVmaLock(int readers, int writers, bool undoes = false, bool onePage = false) => new(
        $"proc_maps/per-vma-lock, readers {readers}, writers {writers}",
        "per-vma-lock.pml",
        [
            $"READERS={readers}", $"WRITERS={writers}", $"CALLS={(undoes ? 2 : 1)}", .. onePage ? ["ALL"] : Nothing,
        ],
        $"reader: proc_maps/per-vma-lock; readers: {readers}; writer: mprotect-mid at 0; "
        + (writers > 1 ? "writer: mprotect-mid at 2; " : string.Empty)
        + (undoes ? "undo: each round; " : string.Empty)
        + $"records-per-page: {(onePage ? "all" : "1")}; layout: 0-2r 2-4w 4-6r; {Checks}");

    private static string[] Nothing => [];

    /// <summary>The scenario of LockCheck.</summary>
    public Scenario Scenario(Catalogue catalogue) => ScenarioLine.Parse(Line, catalogue);
}
