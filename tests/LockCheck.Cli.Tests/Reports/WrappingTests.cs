using LockCheck.Reporting.Text;

namespace LockCheck.Cli.Tests.Reports;

/// <summary>Text is broken at blanks, and never lost.</summary>
public sealed class WrappingTests
{
    [Fact]
    public void Lines_after_the_first_are_indented_as_far_as_its_lead() =>
        Assert.Equal(["note  one two", "      three"], Wrapping.Lines("note  ", "one two three", 14));

    [Fact]
    public void A_word_that_is_too_long_is_cut() =>
        Assert.Equal(["- abcd", "  efgh", "  ij k"], Wrapping.Lines("- ", "abcdefghij k", 6));

    [Fact]
    public void A_text_that_just_fits_stays_on_its_line() =>
        Assert.Equal(["ab cd"], Wrapping.Lines(string.Empty, "ab cd", 5));

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("one two three four five six seven")]
    [InlineData("a-word-without-any-blank-in-it and another")]
    public void No_line_is_wider_and_no_letter_is_lost(string text)
    {
        for (var width = 3; width < 40; width++)
        {
            var lines = Wrapping.Lines("  ", text, width).ToList();
            Assert.All(lines, line => Assert.True(line.Length <= width));
            Assert.Equal(
                text.Replace(" ", string.Empty, StringComparison.Ordinal),
                string.Concat(lines).Replace(" ", string.Empty, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Invariants_are_in_the_order_of_the_document() =>
        Assert.Equal(
            ["E", "I1", "I3", "I4", "I4'", "I5", "I5''", "I10"],
            InvariantOrder.Sorted(["I10", "I5''", "I1", "I4'", "I3", "E", "I5", "I4"]));

    [Fact]
    public void Numbers_are_written_the_same_everywhere()
    {
        Assert.Equal("1,155 steps", Numbers.Of(1155, "step"));
        Assert.Equal("1 context switch", Numbers.Of(1, "context switch", "context switches"));
        Assert.Equal("2.50 s", Numbers.Of(TimeSpan.FromSeconds(2.5)));
        Assert.Equal("2 min 5 s", Numbers.Of(TimeSpan.FromSeconds(125)));
        Assert.Equal("-", Numbers.Rate(10, TimeSpan.Zero));
        Assert.Equal("4", Numbers.Rate(10, TimeSpan.FromSeconds(2.5)));
        Assert.Equal("3.7e-15", Numbers.Probability(3.69e-15));
        Assert.Equal("1.5 GiB", Numbers.Bytes(3L << 29));
    }
}
