using LockCheck.Kernel;
using LockCheck.Protocols;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Lists;

/// <summary>What there is to check, as text.</summary>
public static class ListText
{
    /// <summary>Prints readers, writers and invariants, each under its heading if there are any.</summary>
    public static IEnumerable<string> Lines(ListReport report)
    {
        List<IEnumerable<string>> sections =
        [
            Section("readers", report.Readers.SelectMany(reader => OfReader(reader, report))),
            Section("writers", report.Writers.SelectMany(OfWriter)),
            Section("invariants", Table(report.Invariants.Select(invariant => (invariant.Id, invariant.Title)))),
        ];
        return sections.Where(section => section.Any())
            .SelectMany((section, number) => number == 0 ? section : section.Prepend(string.Empty));
    }

    private static IEnumerable<string> Section(string heading, IEnumerable<string> lines) =>
        lines.Any() ? lines.Prepend(heading) : [];

    private static IEnumerable<string> OfReader(ReaderProtocol reader, ListReport report)
    {
        List<(string, string)> facts = reader.Facts is { } said
            ? [("kernels", said.Versions), ("relies on", said.ReliesOn), ("source", said.Source)]
            : [];
        facts.Add(("promises", Join(InvariantOrder.Sorted(reader.Promises), "nothing")));
        facts.Add(("defects", Join(report.DefectsOf(reader), "no claim shows one")));
        return Entry(reader.Column is { } column ? $"{reader.Name} ({column})" : reader.Name, reader.Summary, facts);
    }

    private static IEnumerable<string> OfWriter(WriterProtocol writer)
    {
        List<(string, string)> facts = [("layout", $"{writer.Layout}, works on VMA {writer.DefaultAt}")];
        if (KernelsOf(writer) is { } kernels)
        {
            facts.Add(("kernels", kernels));
        }

        var undoing = ListReport.UndoOf(writer);
        facts.Add(("undone", undoing.WhyNot is { } why ? $"no: {why}" : "yes"));
        return Entry(writer.Name, writer.Row, facts);
    }

    private static string? KernelsOf(WriterProtocol writer) => (writer.Era, writer.LastKernel) switch
    {
        (VmaLockEra.A, null) => null,
        (VmaLockEra.A, var last) => $"up to v{last}",
        (var era, null) => $"v{Kernels.FirstOf(era)} and later",
        (var era, var last) when last == Kernels.FirstOf(era) => $"v{last}",
        (var era, var last) => $"v{Kernels.FirstOf(era)} to v{last}",
    };

    private static IEnumerable<string> Entry(
        string name, string text, IReadOnlyList<(string Name, string Value)> facts)
    {
        var width = facts.Max(fact => fact.Name.Length);
        return
        [
            .. Wrapping.Lines($"  {name}  ", text),
            .. facts.SelectMany(fact => Wrapping.Lines($"      {fact.Name.PadRight(width)}  ", fact.Value)),
        ];
    }

    private static IEnumerable<string> Table(IEnumerable<(string Name, string Text)> rows)
    {
        var width = rows.Select(row => row.Name.Length).DefaultIfEmpty().Max();
        return rows.SelectMany(row => Wrapping.Lines($"  {row.Name.PadRight(width)}  ", row.Text));
    }

    private static string Join(IEnumerable<string> ids, string none) =>
        ids.Any() ? string.Join(", ", ids) : none;
}
