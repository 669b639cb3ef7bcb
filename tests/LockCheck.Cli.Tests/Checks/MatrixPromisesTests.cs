using System.Text.Json;
using LockCheck.Kernel;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>The parts of the matrix that show broken promises, as JSON and beside the first part.</summary>
public sealed class MatrixPromisesTests : CommandTest
{
    private static readonly MatrixPart[] Parts = [PromisePart.Answers, PromisePart.Tasks];

    // Goal: a setting that means nothing to a reader costs no search and no table. Method: three settings, of which
    // those of the page are one to the readers without a buffer.
    [Fact]
    public void Readers_without_a_buffer_have_one_table_for_all_pages()
    {
        var root = Json("--records-per-page", "1", "all", "--max-states", "900");
        var tables = root.GetProperty("promises").EnumerateArray().Select(part => string.Join(' ', part
            .GetProperty("tables").EnumerateArray()
            .Select(table => $"{table.GetProperty("records_per_page")}")));
        Assert.Equal(["", "1 all"], tables);
        Assert.Equal(2, root.GetProperty("tables").GetArrayLength());
    }

    // Goal: the cells, the tables and what these say together agree. Method: a matrix in two settings.
    [Fact]
    public void The_tables_say_what_their_cells_say()
    {
        var root = Json("--rwsem", "L0", "L1", "--max-states", "900");
        var catalogue = Catalogue.Load();
        foreach (var (part, known) in root.GetProperty("promises").EnumerateArray().Zip(Parts))
        {
            var cells = part.GetProperty("cells").EnumerateArray().ToList();
            var tables = part.GetProperty("tables").EnumerateArray().ToList();
            Assert.Equal(known.Name, part.GetProperty("readers").GetString());
            Assert.Equal(2, tables.Count);
            Assert.Equal(
                2 * known.WritersOf(catalogue).Count * known.ColumnsOf(catalogue, new RecordsPerPage(1)).Count,
                cells.Count);
            foreach (var (at, table) in tables.Index())
            {
                var own = cells.FindAll(cell => cell.GetProperty("table").GetInt32() == at);
                Assert.Equal(own.Count(cell => IsNull(cell, "why_not")), table.GetProperty("cells").GetInt32());
                Assert.Equal(own.Count(cell => !IsNull(cell, "cut_by")), table.GetProperty("inconclusive").GetInt32());
            }

            foreach (var entry in part.GetProperty("together").EnumerateArray())
            {
                var own = cells.FindAll(cell => Same(cell, entry, "writer") && Same(cell, entry, "reader"));
                Assert.Equal(own.SelectMany(Broken).Distinct().Order(), Broken(entry).Order());
                Assert.Equal(
                    own.Exists(cell => !IsNull(cell, "cut_by")), entry.GetProperty("inconclusive").GetBoolean());
            }
        }
    }

    // Goal: the screen shows the states of these cells too, and where the writers about tasks work. Method: one that
    // is searched to its end within the limit.
    [Fact]
    public void The_states_of_each_cell_are_printed_on_request()
    {
        var part = PromisePart.Answers;
        var column = part.ColumnsOf(Catalogue.Load(), new RecordsPerPage(1))
            .Single(column => column.Reader == "page_fault/lock-vma-under-rcu");
        var scenario = part.ScenarioOf(Catalogue.Load(), column, "none", RwSemLevel.L1, repeat: 1, undoes: false);
        var states = Engine.Explorer.Search(scenario.Build(Catalogue.Load())).States;
        Assert.InRange(states, 1, 499);
        var lines = Run("matrix", "--states", "--undo", "--max-states", "500").Output.Split('\n');
        Assert.Contains(lines, line => line.StartsWith("none  ", StringComparison.Ordinal) &&
            line.Split(' ').Contains($"{states}"));
        Assert.Contains(lines, line => line.StartsWith("thread-exit  ", StringComparison.Ordinal) &&
            line.EndsWith("not undone: the thread is gone", StringComparison.Ordinal));
    }

    private JsonElement Json(params string[] args) =>
        JsonDocument.Parse(Run(["matrix", "--json", .. args]).Output).RootElement;

    private static bool IsNull(JsonElement element, string name) =>
        element.GetProperty(name).ValueKind == JsonValueKind.Null;

    private static bool Same(JsonElement one, JsonElement other, string name) =>
        one.GetProperty(name).GetString() == other.GetProperty(name).GetString();

    // None where the reader and the writer do not go together.
    private static IEnumerable<string?> Broken(JsonElement cell) => IsNull(cell, "broken") ? []
        : cell.GetProperty("broken").EnumerateArray().Select(id => id.GetString());
}
