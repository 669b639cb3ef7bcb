using System.Text.Json;
using LockCheck.Kernel;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>The matrix in several settings, on several cores, and with readers that cannot be checked.</summary>
public sealed class MatrixTests : CommandTest
{
    [Theory]
    [InlineData("--max-states", "2000")]
    [InlineData("--max-memory", "0.002")]
    public void The_number_of_workers_changes_no_byte(string limit, string value)
    {
        string[] args = ["matrix", "--json", "--rwsem", "L0", "L1", limit, value];
        Workers = 1;
        var alone = Run(args);
        Workers = 3;
        var beside = Run(args);
        Assert.Equal(alone.Output, beside.Output);
        Assert.Equal(alone.Code, beside.Code);
        Assert.Contains($"\"cut_by\": \"{limit} {value}\"", alone.Output, StringComparison.Ordinal);
        Assert.Contains("\"cut_by\": null", alone.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_setting_has_a_table_and_all_have_one_together()
    {
        var root = JsonDocument.Parse(Run(
            "matrix", "--json", "--records-per-page", "1", "all", "1", "--rwsem", "L1", "--max-states", "900").Output)
            .RootElement;
        var tables = root.GetProperty("tables").EnumerateArray().ToList();
        Assert.Equal(["1", "all"], tables.Select(table => table.GetProperty("records_per_page").GetString()));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("records_per_page").ValueKind);
        Assert.Equal("L1", root.GetProperty("rwsem").GetString());
        var cells = root.GetProperty("cells").EnumerateArray().ToList();
        for (var at = 0; at < tables.Count; at++)
        {
            var own = cells.FindAll(cell => cell.GetProperty("table").GetInt32() == at);
            Assert.Equal(
                own.Count(cell => cell.GetProperty("why_not").ValueKind == JsonValueKind.Null),
                tables[at].GetProperty("cells").GetInt32());
            Assert.Equal(own.Sum(States), States(tables[at]));
            Assert.Equal(
                own.Count(cell => cell.GetProperty("cut_by").ValueKind != JsonValueKind.Null),
                tables[at].GetProperty("inconclusive").GetInt32());
        }

        // P-TV7c of the first table is P-TV7 of the second one, and is searched once.
        var once = cells.Where(cell => cell.GetProperty("column").GetString() != "P-TV7c").Sum(States);
        var promises = root.GetProperty("promises").EnumerateArray()
            .SelectMany(part => part.GetProperty("cells").EnumerateArray())
            .Sum(States);
        Assert.Equal(once + promises, States(root));
        foreach (var entry in root.GetProperty("together").EnumerateArray())
        {
            var codes = cells.Where(cell => Same(cell, entry, "writer") && Same(cell, entry, "column"))
                .SelectMany(Codes);
            Assert.Equal(codes.Distinct().Order(), Codes(entry).Order());
        }
    }

    [Fact]
    public void The_states_of_each_cell_are_printed_on_request()
    {
        var cell = MatrixRunner.Run(
            Catalogue.Load(), "task_vma/v7", "none", new RecordsPerPage(1), RwSemLevel.L1, repeat: 1);
        var lines = Run("matrix", "--states", "--undo", "--max-states", "500").Output.Split('\n');
        Assert.Contains("distinct states of each cell", lines);
        Assert.Contains(lines, line => line.StartsWith("none  ", StringComparison.Ordinal) &&
            line.Split(' ').Contains($"{cell.Result.States}"));
        Assert.Contains("where each writer works", lines);
        Assert.Contains(lines, line => line.EndsWith("VMA 1 of 0-4r 4-8w 8-12r; undone", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("not undone: nothing changes", StringComparison.Ordinal));
    }

    [Fact]
    public void A_reader_that_cannot_be_checked_costs_its_own_column_only()
    {
        var outcome = Run("matrix", "--assembly", OwnAssembly, "--max-states", "900");
        Assert.Equal(2, outcome.Code);
        var writers = Catalogue.Load(typeof(MatrixTests).Assembly).MapWriters.Count();
        Assert.Contains(
            $"lockcheck: own/managed against anon-name and in {writers - 1} other cells: ",
            outcome.Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "; x cannot be checked",
            string.Join(' ', outcome.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);

        var root = JsonDocument.Parse(
            Run("matrix", "--json", "--assembly", OwnAssembly, "--max-states", "900").Output).RootElement;
        Assert.Equal(2, root.GetProperty("exit_code").GetInt32());
        Assert.All(root.GetProperty("cells").EnumerateArray(), cell => Assert.Equal(
            cell.GetProperty("reader").GetString() == "own/managed",
            cell.GetProperty("error").ValueKind == JsonValueKind.String));
    }

    private static bool Same(JsonElement one, JsonElement other, string name) =>
        one.GetProperty(name).GetString() == other.GetProperty(name).GetString();

    // Null where the reader and the writer do not go together.
    private static string Codes(JsonElement cell) => cell.GetProperty("codes").GetString() ?? string.Empty;

    private static long States(JsonElement element) => element.GetProperty("states").GetInt64();
}
