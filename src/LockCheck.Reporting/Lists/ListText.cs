using LockCheck.Reporting.Text;
using LockCheck.Specs.Catalog;

namespace LockCheck.Reporting.Lists;

/// <summary>What there is to check, as text.</summary>
public static class ListText
{
    /// <summary>Prints readers, writers and invariants.</summary>
    public static IEnumerable<string> Lines(Catalogue catalogue)
    {
        var readers = catalogue.Readers.Max(reader => reader.Name.Length);
        yield return "readers";
        foreach (var reader in catalogue.Readers)
        {
            var promises = reader.Promises.Count == 0
                ? "nothing"
                : string.Join(", ", InvariantOrder.Sorted(reader.Promises));
            foreach (var line in Entry(reader.Name, readers, reader.Summary)
                .Concat(Entry(string.Empty, readers, $"promises {promises}")))
            {
                yield return line;
            }
        }

        var writers = catalogue.Writers.Max(writer => writer.Name.Length);
        yield return string.Empty;
        yield return "writers";
        foreach (var line in catalogue.Writers.SelectMany(writer => Entry(writer.Name, writers, writer.Row)))
        {
            yield return line;
        }

        var ids = InvariantOrder.Sorted(catalogue.Invariants.Select(invariant => invariant.Id)).ToList();
        var width = ids.Max(id => id.Length);
        yield return string.Empty;
        yield return "invariants";
        foreach (var line in ids
            .Select(id => catalogue.Invariants.First(invariant => invariant.Id == id))
            .SelectMany(invariant => Entry(invariant.Id, width, invariant.Title)))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Entry(string name, int width, string text) =>
        Wrapping.Lines($"  {name.PadRight(width)}  ", text);
}
