using System.Text;
using System.Text.RegularExpressions;

namespace LockCheck.Engine;

/// <summary>What may stand in a schedule file.</summary>
internal static class ScheduleRules
{
    /// <summary>What the first line begins with; the version follows.</summary>
    public const string Magic = "lockcheck schedule ";

    /// <summary>The lines of every schedule above its steps: magic, about, breaks, shortest, steps.</summary>
    public const int FixedLines = 5;

    /// <summary>The line that says what is broken.</summary>
    public const int BreaksLine = 3;

    private static readonly string[] Reserved = ["about", "breaks", "shortest", "throws", "steps", "sums", "end"];

    private static readonly Regex Key = new(@"^[a-z0-9-]+\z", RegexOptions.CultureInvariant);

    /// <summary>Whether a text can stand in a line: not empty, no blanks at its ends, no control characters.</summary>
    public static bool IsText(string text) =>
        text.Length > 0 && text.Trim() == text && !text.Any(char.IsControl) && IsUnicode(text);

    /// <summary>Whether a head line can have this key.</summary>
    public static bool IsKey(string key) => Key.IsMatch(key) && !Reserved.Contains(key);

    public static void CheckKey(string key)
    {
        if (!IsKey(key))
        {
            throw new ArgumentException(
                $"A head line of a schedule cannot have the key `{key}`. Keys are made of a-z, 0-9 and -, and "
                + $"{string.Join(", ", Reserved)} have meanings of their own. Choose another key.");
        }
    }

    public static void CheckText(string text, string key)
    {
        if (!IsText(text))
        {
            throw new ArgumentException(
                $"The line `{key}` of a schedule cannot be `{Visible(text)}`: a value is one line, not empty, without "
                + "blanks at its ends and without control characters. Usual cause: a line break in the text. Write "
                + "it as one line.");
        }
    }

    public static void CheckId(Finding finding)
    {
        CheckText(finding.Property?.Id ?? ScheduleFile.Deadlock, "breaks");
        var id = finding.Property?.Id;
        if (id == ScheduleFile.Deadlock || (id == Property.Alone.Id && finding.Property != Property.Alone))
        {
            throw new ArgumentException(
                $"A property of the model has the id `{id}`, which has a meaning of its own in schedules. Give the "
                + "property another id.");
        }
    }

    /// <summary>Refuses a step that would not be read back as it is.</summary>
    public static void CheckStep(ScheduleStep step, int slot, int line)
    {
        var suffix = $"{ThreadLabels.Separator}{slot}";
        var name = step.Thread.EndsWith(suffix, StringComparison.Ordinal) ? step.Thread[..^suffix.Length] : step.Thread;
        var wrong = name.Contains(ThreadLabels.Separator)
            ? ($"thread name `{Visible(name)}`", $"a word without {ThreadLabels.Separator}")
            : WrongIn(step with { Thread = name });
        if (wrong is var (what, expected))
        {
            throw new ScheduleException(
                $"Step {step.Number} cannot be recorded: the {what} is not {expected}. Usual cause: a name or a "
                + "description in the model with a line break or a bracket in it. Change it there.")
            {
                LineNumber = line,
                Expected = expected,
                Found = what,
            };
        }
    }

    /// <summary>What of a step cannot stand in a line, and what could; null when all can.</summary>
    public static (string What, string Expected)? WrongIn(ScheduleStep step)
    {
        if (!IsText(step.Thread) || step.Thread.Any(char.IsWhiteSpace))
        {
            return ($"thread name `{Visible(step.Thread)}`", "one word");
        }

        if (!IsText(step.Operation))
        {
            return ($"operation `{Visible(step.Operation)}`", "one line of text without blanks at its ends");
        }

        var choice = step.Choices.FirstOrDefault(
            choice => !IsText(choice.Name) || choice.Name.AsSpan().ContainsAny("=,[]"));
        return choice is null ? null : ($"choice `{Visible(choice.Name)}`", "a word or two without = , [ ]");
    }

    /// <summary>Makes what cannot be seen visible, and long text short, for a message.</summary>
    public static string Visible(string text)
    {
        const int most = 160;
        var shown = string.Concat(text.EnumerateRunes().Take(most).Select(rune => rune.Value switch
        {
            '\r' => "\\r",
            '\n' => "\\n",
            '\t' => "\\t",
            0xFEFF or 0xA0 => $"\\u{rune.Value:x4}",
            _ when Rune.IsControl(rune) => $"\\u{rune.Value:x4}",
            _ => rune.ToString(),
        }));
        return text.Length > most ? shown + "..." : shown;
    }

    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
