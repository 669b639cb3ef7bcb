using LockCheck.Style.Tests.Rules;

namespace LockCheck.Style.Tests;

public class HashIterationTests
{
    private const string Declarations = """
        Dictionary<int, int> table = new();
        var inferred = new HashSet<int>();
        var made = list.ToDictionary(x => x);
        SortedDictionary<int, int> sorted = new();
        List<int> list = [];
        """;

    [Fact]
    public void No_output_is_enumerated_from_a_hash_table() => Findings.AssertNone(HashIteration.Find);

    [Theory]
    [InlineData("table")]
    [InlineData("inferred")]
    [InlineData("made")]
    [InlineData("this.table")]
    [InlineData("table!")]
    [InlineData("table.Keys")]
    [InlineData("table.Where(x => true)")]
    [InlineData("list.Order().ToHashSet()")]
    [InlineData("other.Values")]
    public void A_loop_over_a_hash_table_is_found(string expression) => Assert.Single(Find(expression));

    [Theory]
    [InlineData("list")]
    [InlineData("sorted")]
    [InlineData("sorted.Keys")]
    [InlineData("table.OrderBy(entry => entry.Key)")]
    [InlineData("table.Keys.Order()")]
    [InlineData("inferred.Where(x => x > 1).Order().Select(x => x)")]
    public void A_loop_in_a_known_order_passes(string expression) => Assert.Empty(Find(expression));

    [Fact]
    public void Deconstruction_and_parameters_are_seen()
    {
        const string Code = "void F(IReadOnlyDictionary<int, int>? map) { foreach (var (k, v) in map) { } }";
        Assert.Single(HashIteration.Find(new SourceFile("src/LockCheck.Cli/A.cs", Code)));
        Assert.Empty(HashIteration.Find(new SourceFile("src/LockCheck.Kernel/A.cs", Code)));
    }

    private static IEnumerable<string> Find(string expression) =>
        HashIteration.Find(new SourceFile(
            "src/LockCheck.Reporting/A.cs", $"{Declarations}\nforeach (var x in {expression}) {{ }}\n"));
}
