namespace LockCheck.Cli.Tests.Checks;

/// <summary>Whatever is wrong with a command line: one error on standard error, code 2, and nothing written.</summary>
public sealed class BadInputTests : CommandTest
{
    public static TheoryData<string, string[]> Wrong => new()
    {
        { "no-verb", [] },
        { "unknown-verb", ["chek", "task_vma/v7"] },
        { "no-reader", ["check"] },
        { "unknown-reader", ["check", "task_vma/v33"] },
        { "unknown-writer", ["check", "task_vma/v7", "--writer", "splitfront"] },
        { "unknown-invariant", ["check", "task_vma/v7", "--invariant", "I99"] },
        { "list-unknown", ["list", "task_vma/v33"] },
        { "unknown-option", ["check", "task_vma/v7", "--write", "split-front"] },
        { "two-readers-by-mistake", ["check", "task_vma/v7", "task_vma/v5"] },
        { "no-value", ["check", "task_vma/v7", "--writer"] },
        { "option-twice", ["check", "task_vma/v7", "--readers", "1", "--readers", "2"] },
        { "readers-zero", ["check", "task_vma/v7", "--readers", "0"] },
        { "readers-negative", ["check", "task_vma/v7", "--readers", "-1"] },
        { "readers-many", ["check", "task_vma/v7", "--readers", "8", "--writer", "split-front"] },
        { "repeat-word", ["check", "task_vma/v7", "--repeat", "often"] },
        { "records-zero", ["check", "task_vma/v7", "--records-per-page", "0"] },
        { "rwsem", ["check", "task_vma/v7", "--rwsem", "L3"] },
        { "faults", ["check", "task_vma/v7", "--faults", "signal,fire"] },
        { "sample-zero", ["check", "task_vma/v7", "--sample", "0"] },
        { "seconds-negative", ["check", "task_vma/v7", "--max-seconds", "-3"] },
        { "memory-zero", ["check", "task_vma/v7", "--max-memory", "0"] },
        { "preemptions-negative", ["check", "task_vma/v7", "--preemptions", "-1"] },
        { "maps-and-layout", ["check", "task_vma/v7", "--maps", "self", "--layout", "0-4r"] },
        { "sample-exhaustive", ["check", "task_vma/v7", "--sample", "3", "--exhaustive"] },
        { "sample-depth-first", ["check", "task_vma/v7", "--sample", "3", "--depth-first"] },
        { "sample-alone", ["check", "task_vma/v7", "--sample", "3", "--alone"] },
        { "sample-max-states", ["check", "task_vma/v7", "--sample", "3", "--max-states", "9"] },
        { "seed-without-sample", ["check", "task_vma/v7", "--seed", "3"] },
        { "strategy-unknown", ["check", "task_vma/v7", "--sample", "3", "--strategy", "pot"] },
        { "strategy-without-sample", ["check", "task_vma/v7", "--strategy", "pos"] },
        { "strategy-preemptions",
            ["check", "task_vma/v7", "--sample", "3", "--strategy", "surw", "--preemptions", "2"] },
        { "depth-zero", ["check", "task_vma/v7", "--sample", "3", "--strategy", "pct", "--depth", "0"] },
        { "depth-without-pct", ["check", "task_vma/v7", "--sample", "3", "--strategy", "pos", "--depth", "2"] },
        { "workers-zero", ["check", "task_vma/v7", "--sample", "3", "--workers", "0"] },
        { "workers-depth-first", ["check", "task_vma/v7", "--depth-first", "--workers", "2"] },
        { "workers-reduce", ["check", "task_vma/v7", "--reduce", "por", "--workers", "2"] },
        { "workers-alone", ["check", "maps/strawman", "--alone", "--workers", "2"] },
        { "workers-word", ["check", "task_vma/v7", "--workers", "many"] },
        { "workers-many", ["check", "task_vma/v7", "--workers", "257"] },
        { "each-without-writer", ["check", "task_vma/v7", "--at", "each"] },
        { "each-two-writers",
            ["check", "task_vma/v7", "--at", "each", "--writer", "split-front", "--writer", "split-mid"] },
        { "at-outside", ["check", "task_vma/v7", "--at", "7", "--writer", "split-front"] },
        { "at-address", ["check", "task_vma/v7", "--at", "7f00", "--writer", "split-front"] },
        { "at-not-applicable",
            ["check", "task_vma/v7", "--layout", "0-1r 1-4w", "--at", "0", "--writer", "split-front"] },
        { "nowhere-applicable", ["check", "task_vma/v7", "--layout", "0-1r", "--writer", "split-front"] },
        { "layout-overlap", ["check", "task_vma/v7", "--layout", "0-4r 3-8w"] },
        { "layout-slip", ["check", "task_vma/v7", "--layout", "0-4q"] },
        { "layout-empty", ["check", "task_vma/v7", "--layout", ""] },
        { "no-such-process", ["check", "task_vma/v7", "--maps", "4194305"] },
        { "no-such-maps", ["check", "task_vma/v7", "--maps", "DIR/nothing.maps"] },
        { "cut-maps", ["check", "task_vma/v7", "--maps", "DIR/cut.maps"] },
        { "empty-maps", ["check", "task_vma/v7", "--maps", "DIR/empty"] },
        { "out-is-a-file", ["check", "task_vma/v7", "--out", "DIR/empty"] },
        { "out-below-a-file", ["check", "task_vma/v3", "--out", "DIR/empty/sub"] },
        { "no-assembly", ["check", "task_vma/v7", "--assembly", "DIR/MY.dll"] },
        { "assembly-is-text", ["check", "task_vma/v7", "--assembly", "DIR/cut.maps"] },
        { "assembly-without-protocols", ["check", "task_vma/v7", "--assembly", "XUNIT"] },
        { "managed-local", ["check", "own/managed", "--assembly", "OWN"] },
        { "no-schedule", ["replay", "DIR/nothing.schedule"] },
        { "empty-schedule", ["replay", "DIR/empty"] },
        { "maps-as-schedule", ["replay", "DIR/cut.maps"] },
        { "export-nowhere", ["export", "DIR/x.schedule"] },
        { "export-to-another", ["export", "DIR/x.schedule", "--to", "spin"] },
        { "export-no-schedule", ["export", "DIR/nothing.schedule", "--to", "coyote"] },
        { "export-empty-schedule", ["export", "DIR/empty", "--to", "coyote"] },
        { "export-name", ["export", "DIR/empty", "--to", "coyote", "--out", "DIR/empty"] },
        { "import-nothing", ["import"] },
        { "import-no-trace", ["import", "DIR/nothing.trace"] },
        { "import-empty-trace", ["import", "DIR/empty"] },
        { "import-maps", ["import", "DIR/cut.maps"] },
        { "import-two-scenarios", ["import", "DIR/x.trace", "--like", "a", "--scenario", "b"] },
        { "import-no-like", ["import", "DATA/coyote/bug-18.trace", "--like", "DIR/nothing.schedule"] },
        { "import-scenario", ["import", "DATA/coyote/bug-18.trace", "--scenario", "task_vma/v7"] },
        { "diff-one", ["diff", "task_vma/v7"] },
        { "diff-unknown", ["diff", "task_vma/v7", "task_vma/v6"] },
        { "unknown-claim", ["claims", "#99"] },
        { "matrix-argument", ["matrix", "task_vma/v7"] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Bad_input_gets_one_clear_error(string name, string[] args)
    {
        Write("cut.maps", File.ReadAllText(Path.Combine(Golden.Data, "cat.final.maps"))[..700]);
        Write("empty", string.Empty);
        var before = Files();

        var outcome = Run([.. args.Select(arg => arg
            .Replace("DIR", Folder, StringComparison.Ordinal)
            .Replace("DATA", Golden.Data, StringComparison.Ordinal)
            .Replace("OWN", OwnAssembly, StringComparison.Ordinal)
            .Replace("XUNIT", typeof(Assert).Assembly.Location, StringComparison.Ordinal))]);

        Assert.Equal(2, outcome.Code);
        Assert.Equal(string.Empty, outcome.Output);
        Assert.Single(outcome.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal(before, Files());
        Golden.Matches($"bad-{name}", outcome.Error.Replace(
            typeof(Assert).Assembly.Location, "XUNIT.dll", StringComparison.Ordinal));
    }

    private List<string> Files() =>
    [
        .. Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal),
    ];
}
