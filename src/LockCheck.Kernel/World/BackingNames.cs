using System.Collections.Immutable;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>Numbers for what backs a VMA: files and anon_names of a layout get one number space.</summary>
public sealed class BackingNames
{
    private readonly ImmutableArray<(int FileId, string? AnonName, string Text)> _known;

    private BackingNames(ImmutableArray<(int FileId, string? AnonName, string Text)> known) => _known = known;

    /// <summary>Numbers the files and anon_names of a layout in the order of addresses.</summary>
    /// <param name="layout">The layout.</param>
    /// <returns>The numbers.</returns>
    public static BackingNames Of(Layout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return new BackingNames(
        [
            .. layout.Vmas
                .Where(area => area.FileId != 0 || area.AnonName is not null)
                .Select(area => (area.FileId, area.AnonName, Text: area.Name ?? $"file {area.FileId}"))
                .DistinctBy(known => (known.FileId, known.AnonName)),
        ]);
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
            (byte)area.Traits);
    }

    /// <summary>Names what backs a VMA.</summary>
    /// <param name="backing">The number.</param>
    /// <returns>A path or an anonymous name; empty for plain anonymous memory.</returns>
    public string NameOf(int backing) => backing == 0 ? string.Empty : _known[backing - 1].Text;
}
