using LockCheck.Engine;
using LockCheck.Reporting.Conformance;
using LockCheck.Reporting.Text;
using LockCheck.Reporting.Traces;

namespace LockCheck.Reporting.Checks;

/// <summary>Says what a finding is.</summary>
public static class FindingText
{
    private const string Indent = "  ";

    /// <summary>One line of prose, such as the <c>about</c> of a schedule file.</summary>
    public static string About(string who, Property? property) => property switch
    {
        null => $"{who}: a deadlock",
        { Kind: PropertyKind.Measurement } => $"{who}: {property.Title}",
        { Kind: PropertyKind.Observation } => $"{who}: {property.Id} does not hold ({property.Title})",
        { Kind: PropertyKind.Crash or PropertyKind.Liveness } =>
            $"{who}: {property.Id} is broken ({property.Title})",
        _ => $"{who}: the promise {property.Id} is broken ({property.Title})",
    };

    /// <summary>What is broken, how, and how long the schedule is.</summary>
    public static IEnumerable<string> Headline(string reader, ReportedFinding found, ModelText text)
    {
        var finding = found.Finding;
        var what = finding.Property switch
        {
            null => $"{reader} deadlocks: threads are left and none can go on",
            { Kind: PropertyKind.Promise } p => $"{reader} breaks its promise {p.Id}: {p.Title}",
            { Kind: PropertyKind.Crash or PropertyKind.Liveness } p => $"{reader} breaks {p.Id}: {p.Title}",
            { Kind: PropertyKind.Measurement } p => $"{reader}, measured: {p.Title}",
            { } p => $"{reader} promises nothing about {p.Id}, and it does not hold: {p.Title}",
        };
        return Wrapping.Lines(string.Empty, what)
            .Concat(Why(finding, found.Trace!).SelectMany(why => Wrapping.Lines(Indent, text.Show(why))))
            .Append($"{Indent}{Length(found)}");
    }

    /// <summary>Says how long a schedule is.</summary>
    public static string Length(ReportedFinding found) =>
        $"{Numbers.Of(found.Finding.Path.Count, "step")}, "
        + Numbers.Of(found.ContextSwitches, "context switch", "context switches")
        + (found.Finding.IsShortest ? "; no shorter schedule shows it" : "; not necessarily the shortest schedule");

    /// <summary>A finding in a line, with its schedule file.</summary>
    public static IEnumerable<string> Line(ReportedFinding found)
    {
        var steps = Numbers.Of(found.Finding.Path.Count, "step");
        return Wrapping.Lines(Indent + found.Id.PadRight(9) + " ", $"{found.Title} ({steps})")
            .Append(string.Empty.PadRight(Indent.Length + 10) + Reproduce(found.SchedulePath!))
            .Concat(found.OnKernel is { } kernel
                ? Wrapping.Lines(string.Empty.PadRight(Indent.Length + 10), KernelReplayText.Verdict(kernel))
                : Array.Empty<string>());
    }

    /// <summary>The command that shows a schedule again: to be copied, and so never broken into lines.</summary>
    public static string Reproduce(string path) => $"lockcheck replay {Quoted(path)}";

    /// <summary>A path as a shell takes it.</summary>
    public static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+=@,".Contains(c, StringComparison.Ordinal))
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>What the last step says of the broken property, or who waits for whom.</summary>
    public static IEnumerable<string> Why(Finding finding, Trace trace)
    {
        if (finding.IsDeadlock)
        {
            return trace.Unfinished.Select(thread =>
            {
                var holdings = thread.Holdings.Length > 0 ? $", {thread.Holdings}" : string.Empty;
                var blocked = thread.BlockedBy.Length > 0 ? thread.BlockedBy : $"is blocked at {thread.Operation}";
                return $"{thread.Thread} {blocked}{holdings}";
            });
        }

        if (finding.Property == Property.Alone && trace.ComesBackTo is { } before)
        {
            var round = trace.Steps.Count - before == 1 ? "step" : Numbers.Of(trace.Steps.Count - before, "step");
            return
            [
                $"the state is as {(before == 0 ? "in the beginning" : $"after step {before}")}: the last {round} of "
                + $"{trace.Steps[^1].Thread} can repeat for ever, with nobody else running",
            ];
        }

        if (trace.Thrown is { } message)
        {
            return [message.ReplaceLineEndings(" ")];
        }

        var lead = $"! {finding.Property!.Id}: ";
        return trace.Steps[^1].Details
            .Where(detail => detail.StartsWith(lead, StringComparison.Ordinal))
            .Select(detail => detail[lead.Length..]);
    }
}
