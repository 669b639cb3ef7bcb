using System.Globalization;
using System.Text.RegularExpressions;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Traces;

/// <summary>
/// Says in a user's terms what the kernel model says in its own: a range of model pages becomes the real addresses,
/// with protection and name as /proc/PID/maps has them, and a page gets the VMA that it belongs to.
/// </summary>
/// <remarks>
/// In texts of the kernel model and of its monitors, <c>A-B</c>, with letters of a protection or without, is always a
/// range of pages, and <c>page N</c> a page. Schedule files keep the model's terms, so that they can be compared.
/// </remarks>
public sealed partial class ModelText
{
    private const int NameMax = 40;

    private readonly Layout _layout;
    private readonly AddressMap _addresses;
    private readonly IReadOnlyList<LayoutVma> _mapped;

    public ModelText(Scenario scenario)
        : this(scenario.Layout, [.. scenario.Calls.SelectMany(call => call.Areas)])
    {
    }

    public ModelText(Layout layout)
        : this(layout, [])
    {
    }

    private ModelText(Layout layout, IReadOnlyList<LayoutVma> mapped)
    {
        _layout = layout;
        _mapped = mapped;
        _addresses = new AddressMap(layout);
        HasReal = layout.Vmas.Any(vma => vma.HasReal);
    }

    /// <summary>Gets whether the layout was taken from a process, so that there are addresses to show.</summary>
    public bool HasReal { get; }

    /// <summary>Finds the ranges of a text, in order.</summary>
    public static IEnumerable<ModelRange> RangesIn(string text) => RangePattern().Matches(text).Select(Range);

    /// <summary>Finds the pages that a text names, in order.</summary>
    public static IEnumerable<int> PagesIn(string text) =>
        PagePattern().Matches(text).Select(match => Number(match.Groups["page"].Value));

    /// <summary>Takes out what differs between two rounds of the same steps.</summary>
    public static string ShapeOf(string text) => DigitsPattern().Replace(RangePattern().Replace(text, "#"), "#");

    /// <summary>Translates a text.</summary>
    public string Show(string text)
    {
        var shown = HasReal ? RangePattern().Replace(text, match => Show(Range(match)) ?? match.Value) : text;
        return PagePattern().Replace(shown, match => ShowPage(Number(match.Groups["page"].Value)));
    }

    /// <summary>Names a VMA of the initial map: range, protection, name.</summary>
    public string Show(LayoutVma vma)
    {
        var range = new ModelRange(vma.Start, vma.End, LettersOf(vma.Prot));
        return Show(range) ?? range.Text;
    }

    /// <summary>Names the VMA of the initial map that holds a page; null if none does.</summary>
    public string? VmaAt(int page) => _layout.Vmas.FirstOrDefault(vma => vma.Start <= page && page < vma.End) is { } vma
        ? Show(vma)
        : null;

    /// <summary>The VMAs of the initial map in a range; where there is none, what calls of a program map
    /// there.</summary>
    private IEnumerable<LayoutVma> In(ModelRange range)
    {
        var vmas = _layout.Vmas.Where(vma => vma.Start < range.End && range.Start < vma.End).ToList();
        return vmas.Count > 0 ? vmas : _mapped.Where(vma => vma.Start < range.End && range.Start < vma.End);
    }

    private static ModelRange Range(Match match) => new(
        Number(match.Groups["start"].Value), Number(match.Groups["end"].Value), match.Groups["prot"].Value);

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static string LettersOf(Prot prot)
    {
        var letters = string.Concat(
            prot.HasFlag(Prot.Read) ? "r" : string.Empty,
            prot.HasFlag(Prot.Write) ? "w" : string.Empty,
            prot.HasFlag(Prot.Exec) ? "x" : string.Empty,
            prot.HasFlag(Prot.Shared) ? "s" : string.Empty);
        return letters.Length == 0 ? "-" : letters;
    }

    /// <summary>The four letters of maps, from the model's, which leave out what is not there.</summary>
    private static string Permissions(string letters) => string.Create(4, letters, static (four, letters) =>
    {
        four[0] = letters.Contains('r', StringComparison.Ordinal) ? 'r' : '-';
        four[1] = letters.Contains('w', StringComparison.Ordinal) ? 'w' : '-';
        four[2] = letters.Contains('x', StringComparison.Ordinal) ? 'x' : '-';
        four[3] = letters.Contains('s', StringComparison.Ordinal) ? 's' : 'p';
    });

    /// <summary>The last part of a path, without what the kernel adds to it.</summary>
    private static string ShortName(string name)
    {
        var last = name.StartsWith('/') ? name[(name.LastIndexOf('/') + 1)..] : name;
        last = last.Length == 0 ? name : last;
        return last.Length > NameMax ? last[..(NameMax - 3)] + "..." : last;
    }

    private string? Show(ModelRange range)
    {
        if (range.Start >= range.End || range.End > _layout.Pages ||
            _addresses.RealRange(range.Start, range.End) is not { } real)
        {
            return null;
        }

        var permissions = range.Letters.Length > 0 ? " " + Permissions(range.Letters) : string.Empty;
        var name = NameOf(range);
        return real + permissions + (name.Length > 0 ? " " + name : string.Empty);
    }

    private string ShowPage(int page)
    {
        var address = HasReal && page < _layout.Pages ? _addresses.RealAddress(page) : null;
        var place = VmaAt(page) is { } vma ? $" of {vma}" : string.Empty;
        return $"page {address ?? page.ToString(CultureInfo.InvariantCulture)}{place}";
    }

    /// <summary>The names of the VMAs in a range; one name is said once.</summary>
    private string NameOf(ModelRange range)
    {
        var names = In(range)
            .Where(vma => vma.Name is not null)
            .Select(vma => ShortName(vma.Name!))
            .Distinct()
            .ToList();
        return names.Count <= 2 ? string.Join(" + ", names) : $"{names[0]} ... {names[^1]}";
    }

    [GeneratedRegex(@"(?<![\w.-])(?<start>\d+)-(?<end>\d+)(?<prot>[rwxs]+|-)?(?![\w-])", RegexOptions.ExplicitCapture)]
    private static partial Regex RangePattern();

    [GeneratedRegex(@"\bpage (?<page>\d+)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex PagePattern();

    [GeneratedRegex(@"\d+")]
    private static partial Regex DigitsPattern();
}

/// <summary>A range of model pages in a text.</summary>
/// <param name="Start">The first page.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Letters">The letters of a protection, or nothing.</param>
public readonly record struct ModelRange(int Start, int End, string Letters)
{
    /// <summary>Gets the range as the model writes it.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Start}-{End}{Letters}");
}
