using System.Globalization;

namespace LockCheck.Engine;

/// <summary>Says what is wrong with a file that should be a schedule, and in which line.</summary>
internal sealed class ScheduleDamage
{
    /// <summary>What is expected behind the last line.</summary>
    public const string Nothing = "nothing: the file ends with the line `end: ...`";

    private const string Anew = "record the schedule anew with `lockcheck check`";

    private readonly string _text;
    private readonly string _name;
    private readonly string[] _lines;

    public ScheduleDamage(string text, string name)
    {
        _text = text;
        _name = name;
        _lines = text.Split('\n');
        if (_lines[^1].Length == 0)
        {
            _lines = _lines[..^1];
        }
    }

    /// <summary>Refuses an empty file, a file of another type and a file of a newer format.</summary>
    public void RequireSchedule()
    {
        var first = _lines.Length == 0 ? string.Empty : _lines[0].TrimEnd('\r');
        var expected = $"`{ScheduleRules.Magic}{ScheduleFile.Version}`";
        if (first.Length == 0 && _text.Trim().Length == 0)
        {
            throw Complaint(
                1, "the file is empty", expected, $"Usual cause: a full disk, or a file that was made and never "
                + $"written. Fetch it again, or {Anew}.");
        }

        if (!first.StartsWith(ScheduleRules.Magic, StringComparison.Ordinal)
            || !int.TryParse(
                first[ScheduleRules.Magic.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            throw Complaint(
                1, "this is no schedule", expected, "Usual cause: the name of another file. Pass a file that "
                + "`lockcheck check` wrote; if this is one, its first line is damaged and has to be restored.");
        }

        if (version > ScheduleFile.Version)
        {
            throw Complaint(
                1, "the format is newer than this program", expected, "Usual cause: a schedule from a colleague with "
                + "a newer lockcheck. Use that version.");
        }

        if (first != $"{ScheduleRules.Magic}{ScheduleFile.Version}")
        {
            throw Complaint(1, "there is no such format", expected, $"Restore the line, or {Anew}.");
        }
    }

    /// <summary>A complaint of the grammar about a line, from 1.</summary>
    public ScheduleException At(int line, string expected)
    {
        if (line > _lines.Length)
        {
            return Complaint(
                line, "the file ends too early", expected, $"Usual cause: a copy that stopped half-way. Copy it again, "
                + $"or {Anew}.");
        }

        var what = expected == Nothing
            ? "text follows the end of the schedule"
            : "this line cannot stand here";
        return Complaint(
            line, what, expected, $"Usual cause: an edit by hand, or a merge. Restore the line, or {Anew}.");
    }

    /// <summary>The first line whose checksum is not the recorded one; null when all agree.</summary>
    public ScheduleException? FindEdit()
    {
        var recorded = LineSums.Recorded(_lines);
        for (var line = 1; line < recorded.Length - 1; line++)
        {
            if (recorded[line] is { } sum && (line > _lines.Length || LineSums.Of(_lines[line - 1]) != sum))
            {
                return Complaint(
                    line,
                    Edit(recorded, line),
                    $"a line with the checksum {LineSums.Hex(sum)}",
                    $"Usual cause: an edit by hand, or a merge. Restore the line, or {Anew}.");
            }
        }

        return null;
    }

    /// <summary>The first line that does not end in a plain line feed; null when all do.</summary>
    public ScheduleException? FindLineEnd()
    {
        for (var line = 1; line <= _lines.Length; line++)
        {
            if (_lines[line - 1].Contains('\r', StringComparison.Ordinal))
            {
                return Complaint(
                    line, "the line has a carriage return", "a line that ends in a line feed alone",
                    "Usual cause: an editor, or git with core.autocrlf, that converted the line ends. Convert them "
                    + "back, and tell git with `eol=lf` in .gitattributes.");
            }
        }

        return _text.EndsWith('\n') ? null : Complaint(
            _lines.Length, "the file ends within this line", "a line that ends in a line feed",
            $"Usual cause: a copy that stopped half-way. Copy it again, or {Anew}.");
    }

    private string Edit(ushort?[] recorded, int line)
    {
        var here = SumAt(line);
        var isNext = here is not null && here == recorded[line + 1];
        var isHereNext = SumAt(line + 1) is { } next && next == recorded[line];
        return isNext && isHereNext ? "this line and the next were swapped"
            : here is null || isNext || _lines[line - 1].StartsWith(LineSums.Prefix, StringComparison.Ordinal)
                ? "a line is missing here"
            : isHereNext ? "a line was inserted here"
            : $"this line was edited: its checksum is {LineSums.Hex(here.Value)}";
    }

    private ushort? SumAt(int line) => line <= _lines.Length ? LineSums.Of(_lines[line - 1]) : null;

    private ScheduleException Complaint(int line, string what, string expected, string advice)
    {
        var found = line <= _lines.Length ? _lines[line - 1] : string.Empty;
        var shown = line <= _lines.Length ? $"`{ScheduleRules.Visible(found)}`" : "the end of the file";
        return new ScheduleException(
            string.Create(CultureInfo.InvariantCulture, $"{_name}, line {line}: {what}. ")
            + $"Found: {shown}. Expected: {expected}. {advice}")
        {
            LineNumber = line,
            Found = found,
            Expected = expected,
        };
    }
}
