namespace LockCheck.Engine.Tests.Schedules;

/// <summary>
/// However a schedule file is damaged, it is refused, and the complaint names the first line that is not as it was.
/// </summary>
public class ScheduleDamageTests
{
    private static readonly string[] Texts =
    [
        Recording.Of(() => new TornWorld()).File.ToText(),
        Recording.Of(() => new TornWorld(Change.Throws), "exception").File.ToText(),
        Recording.Of(() => new ForkWorld(2)).File.ToText(),
        Recording.Long().File.ToText(),
    ];

    [Fact]
    public void A_deleted_line_is_named() => ForEachLine((lines, line) =>
        AssertRefused([.. lines[..line], .. lines[(line + 1)..]], line));

    [Fact]
    public void A_duplicated_line_is_named() => ForEachLine((lines, line) =>
        AssertRefused([.. lines[..(line + 1)], .. lines[line..]], line + 1));

    [Fact]
    public void A_swapped_line_is_named() => ForEachLine((lines, line) =>
    {
        if (line + 1 < lines.Length)
        {
            AssertRefused([.. lines[..line], lines[line + 1], lines[line], .. lines[(line + 2)..]], line);
        }
    });

    [Theory]
    [InlineData("x")]
    [InlineData(" ")]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("[")]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\uFFFD")]
    [InlineData("")]
    public void Any_changed_character_names_its_line(string other) => ForEachLine((lines, line) =>
    {
        var text = lines[line];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i..(i + 1)] != other)
            {
                AssertRefused([.. lines[..line], text[..i] + other + text[(i + 1)..], .. lines[(line + 1)..]], line);
            }
        }
    });

    [Fact]
    public void A_changed_case_names_its_line() => ForEachLine((lines, line) =>
    {
        var upper = lines[line].ToUpperInvariant();
        if (upper != lines[line])
        {
            AssertRefused([.. lines[..line], upper, .. lines[(line + 1)..]], line);
        }
    });

    [Fact]
    public void An_added_line_names_its_place() => ForEachLine((lines, line) =>
    {
        foreach (var added in new[] { string.Empty, "# a comment", "key: value", "    1 reader  load a", "steps: 9" })
        {
            AssertRefused([.. lines[..line], added, .. lines[line..]], line);
        }
    });

    [Fact]
    public void A_file_that_was_cut_anywhere_names_the_last_line()
    {
        foreach (var text in Texts)
        {
            for (var length = 1; length < text.Length; length++)
            {
                var cut = text[..length];
                AssertRefused(cut, cut.Count(c => c == '\n') + 1);
            }
        }
    }

    [Fact]
    public void Converted_line_ends_are_told()
    {
        foreach (var text in Texts)
        {
            var error = AssertRefused(text.Replace("\n", "\r\n"), 1);
            Assert.Contains("carriage return", error.Message);
        }

        ForEachLine((lines, line) => Assert.Contains(
            "carriage return",
            AssertRefused([.. lines[..line], lines[line] + "\r", .. lines[(line + 1)..]], line).Message));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("x")]
    [InlineData("lockcheck schedule 1\n")]
    public void Text_after_the_end_is_told(string more)
    {
        foreach (var text in Texts)
        {
            var error = AssertRefused(text + more, text.Count(c => c == '\n') + 1);
            Assert.Contains("text follows the end of the schedule", error.Message);
        }
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("\n\n", "the file is empty")]
    [InlineData("{ \"version\": 1 }\n", "this is no schedule")]
    [InlineData("\u007fELF\0\0\0", "this is no schedule")]
    [InlineData("\uFEFFlockcheck schedule 1\n", "this is no schedule")]
    [InlineData("lockcheck schedule one\n", "this is no schedule")]
    [InlineData("lockcheck schedule 2\nanything else\n", "the format is newer than this program")]
    [InlineData("lockcheck schedule 0\n", "there is no such format")]
    [InlineData("lockcheck schedule 01\n", "there is no such format")]
    public void A_file_of_another_type_is_told(string text, string expected) =>
        Assert.Contains(expected, AssertRefused(text, 1).Message);

    [Fact]
    public void A_line_that_is_missing_or_moved_is_told_from_an_edited_one()
    {
        var lines = Lines(Texts[3]);
        const int at = 9;
        AssertComplaint("a line is missing here", [.. lines[..at], .. lines[(at + 1)..]]);
        AssertComplaint("a line was inserted here", [.. lines[..at], "x", .. lines[at..]]);
        AssertComplaint(
            "this line and the next were swapped", [.. lines[..at], lines[at + 1], lines[at], .. lines[(at + 2)..]]);
        AssertComplaint("this line was edited", [.. lines[..at], lines[at] + "x", .. lines[(at + 1)..]]);

        static void AssertComplaint(string expected, string[] damaged) =>
            Assert.Contains(expected, AssertRefused(damaged, at).Message);
    }

    [Fact]
    public void An_edit_names_both_checksums()
    {
        var lines = Lines(Texts[0]);
        lines[8] = lines[8].Replace("store a", "store c");
        var error = AssertRefused(lines, 8);

        Golden.Matches("schedule-edited", error.Message + "\n");
    }

    private static string[] Lines(string text) => text.Split('\n')[..^1];

    private static void ForEachLine(Action<string[], int> damage)
    {
        foreach (var text in Texts)
        {
            var lines = Lines(text);
            for (var line = 0; line < lines.Length; line++)
            {
                damage([.. lines], line);
            }
        }
    }

    private static ScheduleException AssertRefused(string[] lines, int line) =>
        AssertRefused(string.Concat(lines.Select(text => text + "\n")), line + 1);

    private static ScheduleException AssertRefused(string text, int lineNumber)
    {
        var error = Assert.Throws<ScheduleException>(() => ScheduleFile.Parse(text, "file"));
        Assert.True(error.LineNumber == lineNumber, $"line {lineNumber} was damaged; {error.Message}");
        Assert.StartsWith($"file, line {lineNumber}: ", error.Message);
        return error;
    }
}
