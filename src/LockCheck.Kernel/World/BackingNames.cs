using System.Collections.Immutable;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>Numbers for what backs a VMA: files and anon_names of a layout get one number space.</summary>
public sealed class BackingNames
{
    private readonly ImmutableArray<(int FileId, string? AnonName, string Text)> _known;

    private BackingNames(ImmutableArray<(int FileId, string? AnonName, string Text)> known) => _known = known;

    /// <summary>
    /// Numbers the files and anon_names of a layout in the order of addresses, then those of further areas, and then
    /// the names that writers give.
    /// </summary>
    /// <param name="layout">The layout.</param>
    /// <param name="given">The anon_names that writers give, such as <c>[anon:heap]</c>.</param>
    /// <returns>The numbers.</returns>
    public static BackingNames Of(Layout layout, params IEnumerable<string> given) => Of(layout, [], given);

    /// <inheritdoc cref="Of(Layout, IEnumerable{string})"/>
    /// <param name="areas">What calls of a program map, or give other attributes.</param>
    public static BackingNames Of(Layout layout, IEnumerable<LayoutVma> areas, IEnumerable<string> given)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(areas);
        return new BackingNames(
        [
            .. layout.Vmas.Concat(areas)
                .Where(area => area.FileId != 0 || area.AnonName is not null)
                .Select(area => (area.FileId, area.AnonName, Text: area.Name ?? $"file {area.FileId}"))
                .Concat(given.Select(name => (FileId: 0, AnonName: (string?)name, Text: name)))
                .DistinctBy(known => (known.FileId, known.AnonName)),
        ]);
    }

    /// <summary>Finds the number of an anon_name.</summary>
    /// <param name="anonName">The name, such as <c>[anon:heap]</c>.</param>
    /// <returns>Its number, which no file and no other name has.</returns>
    /// <exception cref="RoutineException">Nobody declared the name.</exception>
    public int NumberOf(string anonName)
    {
        for (var backing = 0; backing < _known.Length; backing++)
        {
            if (_known[backing].FileId == 0 && _known[backing].AnonName == anonName)
            {
                return backing + 1;
            }
        }

        throw new RoutineException(
            $"Nobody declared the anonymous name `{anonName}`. A writer that gives it overrides "
            + "WriterProtocol.AnonNames.");
    }


    /// <summary>The attributes of an area of the layout.</summary>
    /// <param name="area">The area.</param>
    /// <returns>Its attributes in the model.</returns>
    public VmaAttributes AttributesOf(LayoutVma area)
    {
        ArgumentNullException.ThrowIfNull(area);
        var backing = 0;
        while (backing < _known.Length &&
            (_known[backing].FileId != area.FileId || _known[backing].AnonName != area.AnonName))
        {
            backing++;
        }

        return new VmaAttributes(
            area.Pgoff,
            (ushort)(backing == _known.Length ? 0 : backing + 1),
            checked((ushort)area.AnonVma),
            (byte)area.Prot,
            VmaAttributes.TraitsOf(area.Traits, area.Kind));
    }

    /// <summary>Gets how many files and anon_names there are.</summary>
    public int Count => _known.Length;

    /// <summary>Tells whether a number is that of a file.</summary>
    /// <param name="backing">The number; may be that of nothing.</param>
    /// <returns>False for an anon_name, and for a number of nothing.</returns>
    public bool IsFile(int backing) => backing > 0 && backing <= _known.Length && _known[backing - 1].FileId != 0;

    /// <summary>Names what a pointer points to, however wild.</summary>
    /// <param name="backing">The number.</param>
    /// <returns>The name, or NULL, or that the pointer is wild.</returns>
    public string TryNameOf(int backing) => backing == 0 ? "NULL"
        : backing > _known.Length ? "a wild pointer"
        : _known[backing - 1].Text;

    /// <summary>Names what backs a VMA.</summary>
    /// <param name="backing">The number.</param>
    /// <returns>A path or an anonymous name; empty for plain anonymous memory.</returns>
    public string NameOf(int backing) => backing == 0 ? string.Empty : _known[backing - 1].Text;
}
