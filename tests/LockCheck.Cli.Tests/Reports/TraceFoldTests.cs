using LockCheck.Reporting.Traces;

namespace LockCheck.Cli.Tests.Reports;

/// <summary>What repeats is folded, and nothing that matters is.</summary>
public sealed class TraceFoldTests
{
    [Theory]
    [InlineData("abc", "a b c")]
    [InlineData("aa", "a a")]
    [InlineData("aaa", "a a a")]
    [InlineData("aaaa", "a (3 x 1: 2-4)")]
    [InlineData("xabababy", "x a b (2 x 2: 4-7) y")]
    [InlineData("abcabcabcab", "a b c (2 x 3: 4-9) a b")]
    [InlineData("xaaaaybbbb", "x a (3 x 1: 3-5) y b (3 x 1: 8-10)")]
    [InlineData("aabaabaab", "a a b (2 x 3: 4-9)")]
    public void Rounds_of_the_same_shape_become_one_line(string steps, string shown) =>
        Assert.Equal(shown, Fold(steps));

    [Theory]
    [InlineData("ababAbabab", "a b a b A b (2 x 2: 7-10)")]
    [InlineData("aaaaaaaA", "a (6 x 1: 2-7) A")]
    public void A_step_that_matters_is_shown(string steps, string shown) => Assert.Equal(shown, Fold(steps));

    [Fact]
    public void A_step_that_changes_the_map_is_shown()
    {
        var rows = Rows("aaaaaaaaa").Select(row => row.Number == 5 ? row with { Map = ["4-6w"] } : row).ToList();
        Assert.Equal("a (3 x 1: 2-4) a a (3 x 1: 7-9)", Text(TraceFold.Of(rows)));
    }

    [Fact]
    public void Every_step_is_shown_or_counted()
    {
        const string steps = "abcabcabcabcxyxyxyxyaaaaaaaaaab";
        var parts = TraceFold.Of(Rows(steps));
        Assert.Equal(steps.Length, parts.Sum(part => part.Rounds is { } rounds ? rounds.Count * rounds.Steps : 1));
    }

    private static string Fold(string steps) => Text(TraceFold.Of(Rows(steps)));

    /// <summary>A letter is a shape; one in upper case has the shape of the lower one, and matters.</summary>
    private static List<TraceRow> Rows(string steps) =>
    [
        .. steps.Select((letter, i) => new TraceRow
        {
            Number = i + 1,
            Column = 0,
            Switch = string.Empty,
            Operation = $"{letter}",
            Notes = [],
            Map = [],
            Shape = $"{char.ToLowerInvariant(letter)}",
            Matters = char.IsUpper(letter),
        }),
    ];

    private static string Text(IEnumerable<TracePart> parts) => string.Join(' ', parts.Select(part =>
        part.Rounds is { } r ? $"({r.Count} x {r.Steps}: {r.First}-{r.Last})" : part.Row!.Operation));
}
