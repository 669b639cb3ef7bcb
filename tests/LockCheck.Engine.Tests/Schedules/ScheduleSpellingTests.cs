namespace LockCheck.Engine.Tests.Schedules;

/// <summary>A text with right checksums that the writer would have written otherwise is no schedule either.</summary>
public class ScheduleSpellingTests
{
    private static readonly string Torn = Recording.Of(() => new TornWorld()).File.ToText();

    [Fact]
    public void Right_checksums_do_not_make_another_spelling_right()
    {
        foreach (var text in new[] { Torn, Recording.Long().File.ToText() })
        {
            Assert.Equal(text, Forge.Text(Forge.Above(text)));
        }

        AssertForged(5, "  world: small");
        AssertForged(5, "World: small");
        AssertForged(4, "shortest: maybe");
        AssertForged(4, "shortest: Yes");
        AssertForged(8, "steps: 04");
        AssertForged(8, "steps: four");
        AssertForged(8, "steps: 99999999999");
        AssertForged(9, "     1 writer  store a");
        AssertForged(9, "    1 writer store a");
        AssertForged(9, "    2 writer  store a");
        AssertForged(9, "    1 writer  store a []");
        AssertForged(9, "    1 writer  store a [x=1,y=2]");
        AssertForged(9, "    1 writer  store a [x=-1]");
        AssertForged(9, "    1 writer  store a ");

        static void AssertForged(int lineNumber, string line)
        {
            var above = Forge.Above(Torn);
            above[lineNumber - 1] = line;
            AssertRefused(Forge.Text(above), lineNumber);
        }
    }

    [Fact]
    public void A_step_more_or_less_than_announced_is_refused_even_with_right_checksums()
    {
        var above = Forge.Above(Torn);
        AssertRefused(Forge.Text(above[..^1]), above.Count);
        AssertRefused(Forge.Text([.. above, "    5 reader  load b"]), above.Count + 1);
    }

    private static void AssertRefused(string text, int lineNumber)
    {
        var error = Assert.Throws<ScheduleException>(() => ScheduleFile.Parse(text));
        Assert.True(error.LineNumber == lineNumber, $"line {lineNumber} is wrong; {error.Message}");
    }
}
