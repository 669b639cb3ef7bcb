using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Checks;

/// <summary>The tearing that was measured, as text: a line for each number, with the schedule that shows it.</summary>
public static class TearingText
{
    private const string Indent = "  ";
    private const int NameWidth = 9;

    /// <summary>Prints a measurement.</summary>
    /// <param name="tearing">The measurement.</param>
    /// <param name="isCut">Whether the search did not see every run, so that there may be more.</param>
    public static IEnumerable<string> Lines(TearingReport tearing, bool isCut)
    {
        var states = Amount(tearing.States, "state");
        var pages = Amount(tearing.OverlapPages, "page");
        return Wrapping.Lines(string.Empty, isCut ? "tearing, in the runs that were searched:" : "tearing:")
            .Concat(Entry("states", tearing.States.Shown, tearing.States is { Shown: null, OrMore: false }
                ? "the records of one read() call come from one state"
                : $"the records of one read() call come from {states}"))
            .Concat(Entry("overlap", tearing.OverlapPages.Shown, tearing.OverlapPages.Shown is null
                ? "no neighbouring records overlap"
                : $"neighbouring records overlap by {pages}"))
            .Concat(Entry("gaps", tearing.FalseGap, tearing.FalseGap is null
                ? "no false gap: neighbouring records leave out no page that was mapped throughout the read"
                : "false: neighbouring records leave out a page that was mapped throughout the read"))
            .Concat(Entry(string.Empty, tearing.RealGap, tearing.RealGap is null
                ? "no real gap: nor a page that was mapped for a part of the read"
                : "real: neighbouring records leave out a page that was mapped for a part of the read"));
    }

    private static string Amount(TearingNumber number, string thing) => number.OrMore
        ? $"{Numbers.Of(number.Most, thing)} or more"
        : $"up to {Numbers.Of(number.Most, thing)}";

    private static IEnumerable<string> Entry(string name, ReportedFinding? shown, string text)
    {
        var steps = shown is null ? string.Empty : $" ({Numbers.Of(shown.Finding.Path.Count, "step")})";
        var lines = Wrapping.Lines(Indent + name.PadRight(NameWidth) + " ", text + steps);
        return shown?.SchedulePath is { } path
            ? lines.Append(string.Empty.PadRight(Indent.Length + NameWidth + 1) + FindingText.Reproduce(path))
            : lines;
    }
}
