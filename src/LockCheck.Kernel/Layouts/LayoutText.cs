using System.Globalization;
using System.Text;

namespace LockCheck.Kernel.Layouts;

/// <summary>
/// The short form of a layout, as given to <c>--layout</c> and kept in schedule files:
/// <c>0-4r 4-8rw,file=1,pgoff=10 8-12-,special,name="[vvar]"</c>.
/// <para>
/// White space separates tokens. A VMA is START-END in model pages (END is one past the last), letters of
/// <c>r w x s</c> (s = shared; none, or <c>-</c>, = PROT_NONE), then attributes after commas, each at most once:
/// <c>file=N</c>, <c>pgoff=PAGES</c> (START unless given), <c>anon_vma=N</c>, <c>kind=N</c>, <c>special</c>,
/// <c>close</c>, <c>growsdown</c>, <c>name="TEXT"</c> (escapes: <c>\"</c>, <c>\\</c>, <c>\uXXXX</c>) and
/// <c>real=HEX-HEX</c> in bytes. Two further tokens, each at most once: <c>pages=N</c>, the size of the address space,
/// and <c>page_bytes=N</c>, the size of a real page. And any number of tokens <c>edge=PAGE:HEX</c>, ascending: where
/// a page starts in the real process that is no start or end of a VMA.
/// </para>
/// </summary>
public static class LayoutText
{
    /// <summary>Parses the short form.</summary>
    /// <exception cref="LayoutException">Names the token, its position (characters from 1) and what was expected;
    /// for ranges that overlap or are out of order, both ranges.</exception>
    public static Layout Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LayoutParser(text).Parse();
    }

    /// <summary>Prints a layout on one line of ASCII, leaving out what is as by default. Parses back to an equal
    /// layout.</summary>
    public static string Print(Layout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var text = new StringBuilder();
        foreach (LayoutVma vma in layout.Vmas)
        {
            if (text.Length > 0) text.Append(' ');
            Append(text, vma);
        }

        if (layout.Pages != Layout.DefaultPages(layout.Vmas[^1].End)) Append(text, " pages=", layout.Pages);
        if (layout.PageBytes != Layout.PageBytesDefault) Append(text, " page_bytes=", layout.PageBytes);
        foreach (LayoutEdge edge in layout.Edges)
            text.Append(CultureInfo.InvariantCulture, $" edge={edge.Page}:{edge.Address:x}");
        return text.ToString();
    }

    /// <summary>Parses tokens that are VMAs, in any order.</summary>
    /// <exception cref="LayoutException">As <see cref="Parse"/>.</exception>
    public static IReadOnlyList<LayoutVma> ParseVmas(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LayoutParser(text).ParseVmas();
    }

    /// <summary>Prints one VMA as one token.</summary>
    public static string Print(LayoutVma vma)
    {
        ArgumentNullException.ThrowIfNull(vma);
        var text = new StringBuilder();
        Append(text, vma);
        return text.ToString();
    }

    private static void Append(StringBuilder text, LayoutVma vma)
    {
        Append(text, "", vma.Start);
        Append(text, "-", vma.End);
        text.Append(Letters(vma.Prot));
        if (vma.FileId != 0) Append(text, ",file=", vma.FileId);
        if (vma.Pgoff != vma.Start) Append(text, ",pgoff=", vma.Pgoff);
        if (vma.AnonVma != 0) Append(text, ",anon_vma=", vma.AnonVma);
        if (vma.Kind != 0) Append(text, ",kind=", vma.Kind);
        if (vma.Traits.HasFlag(VmaTraits.Special)) text.Append(",special");
        if (vma.Traits.HasFlag(VmaTraits.CloseHook)) text.Append(",close");
        if (vma.Traits.HasFlag(VmaTraits.GrowsDown)) text.Append(",growsdown");
        if (vma.Name is not null)
        {
            text.Append(",name=\"");
            TextEscape.Append(text, vma.Name);
            text.Append('"');
        }

        if (vma.RealStart != 0 || vma.RealEnd != 0)
            text.Append(CultureInfo.InvariantCulture, $",real={vma.RealStart:x}-{vma.RealEnd:x}");
    }

    private static void Append(StringBuilder text, string before, int number) =>
        text.Append(before).Append(number.ToString(CultureInfo.InvariantCulture));

    private static string Letters(Prot prot)
    {
        string letters = (prot.HasFlag(Prot.Read) ? "r" : "") + (prot.HasFlag(Prot.Write) ? "w" : "")
            + (prot.HasFlag(Prot.Exec) ? "x" : "") + (prot.HasFlag(Prot.Shared) ? "s" : "");
        return letters.Length == 0 ? "-" : letters;
    }
}
