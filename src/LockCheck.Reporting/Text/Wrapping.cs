namespace LockCheck.Reporting.Text;

/// <summary>Breaks text into lines of a width, at blanks where there are any.</summary>
public static class Wrapping
{
    /// <summary>The width of everything that LockCheck prints, in columns.</summary>
    public const int Columns = 100;

    /// <summary>Breaks a text; the lines after the first one are indented as far as the first one's lead.</summary>
    public static IEnumerable<string> Lines(string lead, string text, int width = Columns)
    {
        var indent = new string(' ', lead.Length);
        var room = width - lead.Length;
        var line = string.Empty;
        var isFirst = true;
        foreach (var word in text.Split(' ').SelectMany(word => Pieces(word, room)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                yield return (isFirst ? lead : indent) + line;
                isFirst = false;
                line = word;
            }
            else
            {
                line = line.Length > 0 ? $"{line} {word}" : word;
            }
        }

        yield return ((isFirst ? lead : indent) + line).TrimEnd();
    }

    /// <summary>Cuts a word that is longer than a line: a path, usually.</summary>
    private static IEnumerable<string> Pieces(string word, int room)
    {
        for (; word.Length > room; word = word[room..])
        {
            yield return word[..room];
        }

        yield return word;
    }
}
