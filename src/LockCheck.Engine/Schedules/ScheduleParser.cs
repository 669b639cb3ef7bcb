using System.Globalization;

namespace LockCheck.Engine;

/// <summary>
/// Reads a schedule file, strictly: what is accepted is what the writer writes, to the byte. The grammar is read from
/// the top and stops at the first line that cannot stand there; the checksums are compared on their own. Neither ever
/// blames a line above the damage, so the topmost complaint names the damaged line.
/// </summary>
internal sealed class ScheduleParser(string text, string name)
{
    private readonly string[] _lines = text.Split('\n');
    private readonly ScheduleDamage _damage = new(text, name);
    private readonly List<(string Key, string Value)> _head = [];
    private readonly List<ScheduleStep> _steps = [];
    private int _at;

    public ScheduleFile Parse()
    {
        ScheduleException? complaint = null;
        ScheduleFile? schedule = null;
        _damage.RequireSchedule();
        try
        {
            schedule = Read();
        }
        catch (ScheduleException exception)
        {
            complaint = exception;
        }

        if (_damage.FindEdit() is { } edit && (complaint is null || edit.LineNumber <= complaint.LineNumber))
        {
            complaint = edit;
        }

        if (_damage.FindLineEnd() is { } end && (complaint is null || end.LineNumber < complaint.LineNumber
            || (end.LineNumber == complaint.LineNumber && complaint.Expected != ScheduleDamage.Nothing)))
        {
            complaint = end;
        }

        if (complaint is not null)
        {
            throw complaint;
        }

        RequireSpelling(schedule!);
        return schedule!;
    }

    private ScheduleFile Read()
    {
        _at = 1;
        var about = Value("about");
        var breaks = Value("breaks");
        var shortest = Value("shortest");
        if (shortest is not ("yes" or "no"))
        {
            throw _damage.At(_at, "`shortest: yes` or `shortest: no`");
        }

        var thrown = Here("throws: ") ? Value("throws") : null;
        while (!Here("steps: "))
        {
            ReadHead();
        }

        ReadSteps();
        RequireSums();
        return new ScheduleFile(about, breaks, shortest == "yes", thrown, _head, _steps);
    }

    private bool Here(string start) =>
        _at < _lines.Length && _lines[_at].StartsWith(start, StringComparison.Ordinal);

    private string Value(string key)
    {
        var start = key + ": ";
        if (!Here(start) || !ScheduleRules.IsText(_lines[_at][start.Length..]))
        {
            throw _damage.At(_at + 1, $"`{start}...`");
        }

        return _lines[_at++][start.Length..];
    }

    private void ReadHead()
    {
        const string expected = "a line `key: value` of the scenario, or `steps: ...`";
        var line = _at < _lines.Length ? _lines[_at] : string.Empty;
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0 || !ScheduleRules.IsKey(line[..colon]) || !ScheduleRules.IsText(line[(colon + 2)..]))
        {
            throw _damage.At(_at + 1, expected);
        }

        _head.Add((line[..colon], line[(colon + 2)..]));
        _at++;
    }

    private void ReadSteps()
    {
        if (!int.TryParse(Value("steps"), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            throw _damage.At(_at, "`steps: ` and how many steps follow");
        }

        for (var number = 1; number <= count; number++, _at++)
        {
            var step = _at < _lines.Length ? ScheduleStep.Read(_lines[_at]) : null;
            if (step is null || step.Number != number)
            {
                throw _damage.At(
                    _at + 1, string.Create(CultureInfo.InvariantCulture, $"step {number} of {count}"));
            }

            _steps.Add(step);
        }
    }

    /// <summary>The checksums have to be those of the lines that stand above them, however damaged these are.</summary>
    private void RequireSums()
    {
        foreach (var row in LineSums.Rows(_lines[.._at]))
        {
            Require(row);
        }

        Require($"end: {LineSums.Digest(_lines[.._at])}");
        if (_at + 1 < _lines.Length || (_at < _lines.Length && _lines[_at].Length > 0))
        {
            throw _damage.At(_at + 1, ScheduleDamage.Nothing);
        }
    }

    private void Require(string expected)
    {
        if (_at >= _lines.Length || _lines[_at] != expected)
        {
            throw _damage.At(_at + 1, $"`{expected}`");
        }

        _at++;
    }

    /// <summary>
    /// What has right checksums and is yet not what the writer writes. This is asked last: the width of the column of
    /// threads depends on lines further down, so it may blame a line above a damaged one.
    /// </summary>
    private void RequireSpelling(ScheduleFile schedule)
    {
        _at = 0;
        foreach (var line in schedule.ToLines())
        {
            Require(line);
        }
    }
}
