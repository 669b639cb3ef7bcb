using System.Globalization;
using System.Text;

namespace LockCheck.Engine;

/// <summary>
/// A recorded schedule: which thread made which step with which choices, and what that breaks. Its text form is one
/// step a line, to be read and compared by people, and every line is protected by a checksum.
/// </summary>
/// <remarks>
/// The text begins with <c>lockcheck schedule 1</c>; then come <c>about</c>, <c>breaks</c> and <c>shortest</c> (and
/// <c>throws</c> if the bug is an exception), the scenario's own head lines, <c>steps: N</c> and N steps, rows of
/// checksums, and a digest of everything above.
/// </remarks>
public sealed class ScheduleFile
{
    /// <summary>The version of the format that this engine writes, and the only one that it reads.</summary>
    public const int Version = 1;

    /// <summary>What <see cref="Breaks"/> says for a deadlock.</summary>
    public const string Deadlock = "deadlock";

    private const string EndKey = "end: ";

    internal ScheduleFile(
        string about,
        string breaks,
        bool isShortest,
        string? thrown,
        IReadOnlyList<(string Key, string Value)> head,
        IReadOnlyList<ScheduleStep> steps)
    {
        About = about;
        Breaks = breaks;
        IsShortest = isShortest;
        Thrown = thrown;
        Head = head;
        Steps = steps;
    }

    /// <summary>Gets one line of prose about the bug.</summary>
    public string About { get; }

    /// <summary>Gets the id of the property that the last step breaks, or <see cref="Deadlock"/>.</summary>
    public string Breaks { get; }

    /// <summary>Gets whether no shorter schedule breaks the property.</summary>
    public bool IsShortest { get; }

    /// <summary>Gets the message of the exception that the last step throws, on a line; null for other bugs.</summary>
    public string? Thrown { get; }

    /// <summary>Gets what names the scenario, in the caller's order; the engine does not know what it means.</summary>
    public IReadOnlyList<(string Key, string Value)> Head { get; }

    /// <summary>Gets the steps, in order.</summary>
    public IReadOnlyList<ScheduleStep> Steps { get; }

    /// <summary>Gets whether the schedule ends in a deadlock.</summary>
    public bool IsDeadlock => Breaks == Deadlock;

    /// <summary>Gets the digest of all lines, which the last one of the text holds.</summary>
    public string Digest => ToLines()[^1][EndKey.Length..];

    /// <summary>Makes the schedule of an explained finding.</summary>
    /// <param name="trace">The explained run of the finding's path.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="about">One line of prose about the bug.</param>
    /// <param name="head">What names the scenario; keys of <c>[a-z0-9-]</c>, which may repeat; one-line values.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentException">The trace does not show the finding, or a line cannot stand.</exception>
    /// <exception cref="ScheduleException">The model describes a step in a way that cannot be recorded.</exception>
    public static ScheduleFile From(
        Trace trace, Finding finding, string about, IEnumerable<(string Key, string Value)> head)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(head);
        var breaks = finding.Property?.Id ?? Deadlock;
        if (!trace.Shows(breaks) || !trace.Path.SequenceEqual(finding.Path))
        {
            throw new ArgumentException(
                $"The run does not end with {breaks}. Usual cause: the run of another finding, or other settings of "
                + "the model. Explain the path of this finding with Trace.Of.",
                nameof(trace));
        }

        ScheduleRules.CheckText(about, "about");
        ScheduleRules.CheckId(finding);
        var lines = head.ToList();
        foreach (var (key, value) in lines)
        {
            ScheduleRules.CheckKey(key);
            ScheduleRules.CheckText(value, key);
        }

        var schedule = new ScheduleFile(
            about,
            breaks,
            finding.IsShortest,
            ThrownBy(trace, breaks),
            lines,
            [.. trace.Steps.Select(step =>
                new ScheduleStep(step.Number, step.Thread, step.Operation, step.Choices))]);
        for (var i = 0; i < schedule.Steps.Count; i++)
        {
            ScheduleRules.CheckStep(schedule.Steps[i], trace.Steps[i].Slot, schedule.LineOf(i + 1));
        }

        return schedule;
    }

    /// <summary>Reads a schedule.</summary>
    /// <param name="text">The text, as <see cref="ToText"/> writes it, to the byte.</param>
    /// <param name="name">What messages call the text; the name of its file.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ScheduleException">The text is damaged, or no schedule, or of a newer format.</exception>
    public static ScheduleFile Parse(string text, string name = "schedule")
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ScheduleParser(text, name).Parse();
    }

    /// <summary>Reads a schedule from a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ScheduleException">The file is damaged, or no schedule, or of a newer format.</exception>
    public static ScheduleFile Load(string path) =>
        Parse(Encoding.UTF8.GetString(File.ReadAllBytes(path)), path); // What is no UTF-8 fails its line's checksum.

    /// <summary>Gets the values of the head lines with a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The values, in order; empty when there is no such line.</returns>
    public IReadOnlyList<string> Values(string key) =>
        [.. Head.Where(line => line.Key == key).Select(line => line.Value)];

    /// <summary>Gets the line of the text in which a step stands.</summary>
    /// <param name="number">The step's number, from 1.</param>
    /// <returns>The line's number, from 1.</returns>
    public int LineOf(int number) =>
        ScheduleRules.FixedLines + (Thrown is null ? 0 : 1) + Head.Count + number;

    /// <summary>Writes the schedule.</summary>
    /// <returns>The text; every line ends with a line feed.</returns>
    public string ToText() => string.Concat(ToLines().Select(line => line + "\n"));

    /// <summary>Writes the schedule to a file, which is there as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path) => AtomicFile.Write(path, ToText());

    /// <summary>What an exception's message looks like in a schedule, which has no other line for the bug.</summary>
    internal static string? ThrownBy(Trace trace, string breaks) =>
        breaks == Property.Exception.Id && trace.Thrown is { } message
            ? ScheduleRules.Visible(message.Trim()) is { Length: > 0 } shown ? shown : "(no message)"
            : null;

    internal List<string> ToLines()
    {
        var width = Steps.Count == 0 ? 0 : Steps.Max(step => step.Thread.Length);
        var lines = new List<string>
        {
            ScheduleRules.Magic + Version.ToString(CultureInfo.InvariantCulture),
            $"about: {About}",
            $"breaks: {Breaks}",
            $"shortest: {(IsShortest ? "yes" : "no")}",
        };
        if (Thrown is not null)
        {
            lines.Add($"throws: {Thrown}");
        }

        lines.AddRange(Head.Select(line => $"{line.Key}: {line.Value}"));
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"steps: {Steps.Count}"));
        lines.AddRange(Steps.Select(step => step.ToLine(width)));
        lines.AddRange(LineSums.Rows(lines));
        lines.Add($"{EndKey}{LineSums.Digest(lines)}");
        return lines;
    }
}
