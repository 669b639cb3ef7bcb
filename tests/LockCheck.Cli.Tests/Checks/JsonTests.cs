using System.Text.Json;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>JSON for programs: one object, the documented names, the exit code of the command.</summary>
public sealed class JsonTests : CommandTest
{
    [Theory]
    [InlineData("json-check", "check", "task_vma/v7", "--writer", "split-front")]
    [InlineData(
        "json-sample-pct",
        "check", "task_vma/v7", "--writer", "split-front", "--sample", "300", "--strategy", "pct", "--workers", "2")]
    [InlineData("json-sample", "check", "task_vma/v7", "--sample", "5", "--seed", "18446744073709551615")]
    [InlineData("json-cut", "check", "task_vma/v7", "--writer", "split-mid", "--max-states", "9", "--preemptions", "2")]
    [InlineData("json-each", "check", "task_vma/v7", "--writer", "merge-both", "--at", "each")]
    [InlineData(
        "json-tearing", "check", "task_vma/v7", "--writer", "shrink-then-grow", "--records-per-page", "2", "--tearing")]
    [InlineData("json-deadlock", "check", "own/waiting", "--writer", "split-front", "--assembly", "OWN")]
    [InlineData(
        "json-alone", "check", "proc_maps/rcu-strawman", "--writer", "anon-name", "--alone", "--invariant", "I8")]
    [InlineData("json-diff", "diff", "task_vma/v7", "task_vma/v5")]
    public void A_report_is_one_json_object(string golden, params string[] args)
    {
        var outcome = Run([.. args.Select(arg => arg == "OWN" ? OwnAssembly : arg), "--out", Out, "--json"]);
        Golden.Matches(golden, outcome.Screen);
        Valid(outcome);
    }

    [Fact]
    public void A_replay_is_one_json_object()
    {
        Check("task_vma/v3");
        var outcome = Run("replay", Path.Combine(Out, Schedules().Single()), "--json");
        Golden.Matches("json-replay", outcome.Screen);
        Valid(outcome);
    }

    [Fact]
    public void The_matrix_is_one_json_object()
    {
        var root = Valid(Run("matrix", "--json"));
        var catalogue = Catalogue.Load();
        Assert.Equal(
            catalogue.MapWriters.Count() * MatrixColumn.Of(catalogue, new RecordsPerPage(1)).Count,
            root.GetProperty("cells").GetArrayLength());
    }

    [Fact]
    public void The_numbers_are_those_of_the_search()
    {
        var scenario = MatrixRunner.ScenarioOf(
            Catalogue.Load(), "task_vma/v7", "split-front", new RecordsPerPage(1), RwSemLevel.L1, 1);
        var result = Explorer.Search((scenario with { Invariants = null }).Build(Catalogue.Load()));
        var root = Valid(Check("task_vma/v7", "--writer", "split-front", "--json"));
        Assert.Equal(result.States, root.GetProperty("states").GetInt64());
        Assert.Equal(result.Transitions, root.GetProperty("transitions").GetInt64());
        Assert.Equal(result.TerminalStates, root.GetProperty("terminal_states").GetInt64());
        Assert.Equal(result.Depth, root.GetProperty("depth").GetInt32());
        Assert.Equal(result.VectorBytes, root.GetProperty("vector_bytes").GetInt32());
        Assert.Equal(result.MissProbability, root.GetProperty("miss_probability").GetDouble());
        Assert.Contains(
            $"states    {result.States} distinct ({result.TerminalStates} terminal, 0 deadlocked), "
                + $"{result.Transitions} transitions, depth {result.Depth}\n",
            Check("task_vma/v7", "--writer", "split-front").Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Each_place_is_told_with_its_schedules()
    {
        var outcome = Check("task_vma/v7", "--writer", "split-front", "--at", "each", "--json");
        var root = Valid(outcome);
        Assert.Equal(3, root.GetProperty("places").GetArrayLength());
        foreach (var finding in root.GetProperty("findings").EnumerateArray())
        {
            var isFailure = finding.GetProperty("kind").GetString() == "promise";
            Assert.Equal(isFailure, finding.GetProperty("schedule").GetString() is { } path
                && File.Exists(path.Replace("DIR", Folder, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Errors_print_no_json()
    {
        var outcome = Run("check", "task_vma/v33", "--json");
        Assert.Equal((2, string.Empty), (outcome.Code, outcome.Output));
    }

    /// <summary>Parses an object, and looks up each of its names in the documentation.</summary>
    private static JsonElement Valid(Outcome outcome)
    {
        Assert.Equal(string.Empty, outcome.Error);
        var root = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal(1, root.GetProperty("schema").GetInt32());
        Assert.Equal(outcome.Code, root.GetProperty("exit_code").GetInt32());
        var documentation = File.ReadAllText(Path.Combine(Golden.Data, "..", "..", "..", "docs", "json.md"));
        Assert.All(NamesIn(root).Distinct(), name =>
            Assert.Contains($"`{name}`", documentation, StringComparison.Ordinal));
        return root;
    }

    private static IEnumerable<string> NamesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .SelectMany(property => NamesIn(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };
}
