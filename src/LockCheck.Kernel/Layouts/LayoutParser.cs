using System.Globalization;
using System.Text;

namespace LockCheck.Kernel.Layouts;

/// <summary>Parses one text of the form that <see cref="LayoutText"/> documents. Used once.</summary>
internal sealed class LayoutParser(string text)
{
    private readonly List<LayoutVma> _vmas = [];
    private readonly List<LayoutEdge> _edges = [];
    private int _at;
    private int _tokenStart;
    private int? _pages;
    private int? _pageBytes;

    public Layout Parse()
    {
        while (SkipSpace())
        {
            _tokenStart = _at;
            if (TryWord("pages=")) _pages = Once(_pages, "pages");
            else if (TryWord("page_bytes=")) _pageBytes = Once(_pageBytes, "page_bytes");
            else if (TryWord("edge=")) _edges.Add(Edge());
            else _vmas.Add(Vma());
            if (!AtEndOfToken()) throw Fail(_at, "white space or the end of the layout");
        }

        return new Layout(_vmas, _pages, _pageBytes ?? Layout.PageBytesDefault, _edges);
    }

    public IReadOnlyList<LayoutVma> ParseVmas()
    {
        while (SkipSpace())
        {
            _tokenStart = _at;
            _vmas.Add(Vma());
        }

        return _vmas;
    }

    private LayoutEdge Edge()
    {
        int page = Number("a page after edge=");
        Expect(':', "':' between the page and its address");
        return new LayoutEdge(page, Hex("an address in hexadecimal bytes"));
    }

    private LayoutVma Vma()
    {
        int start = Number("START-END in pages, or pages=N, or page_bytes=N");
        Expect('-', "'-' between START and END");
        int end = Number("END in pages");
        if (start >= end) throw Fail(_tokenStart, "START below END: END is one past the last page");
        var vma = new LayoutVma(start, end, Letters());
        var seen = new List<string>();
        while (TryWord(","))
        {
            int at = _at;
            string attribute = Word();
            if (seen.Contains(attribute)) throw Fail(at, $"{attribute} at most once");
            seen.Add(attribute);
            vma = With(vma, attribute, at);
        }

        return AtEndOfToken() ? vma : throw Fail(_at, seen.Count == 0
            ? "letters of r w x s or a single '-', then ',' or white space"
            : "',' and an attribute, or white space");
    }

    private Prot Letters()
    {
        if (TryWord("-")) return Prot.None;
        for (Prot prot = Prot.None; ; _at++)
        {
            Prot letter = (_at < text.Length ? text[_at] : ' ') switch
            {
                'r' => Prot.Read,
                'w' => Prot.Write,
                'x' => Prot.Exec,
                's' => Prot.Shared,
                _ => Prot.None,
            };
            if (letter == Prot.None) return prot;
            if (prot.HasFlag(letter)) throw Fail(_at, $"the letter {text[_at]} at most once");
            prot |= letter;
        }
    }

    private LayoutVma With(LayoutVma vma, string attribute, int at)
    {
        switch (attribute)
        {
            case "special": return vma with { Traits = vma.Traits | VmaTraits.Special };
            case "close": return vma with { Traits = vma.Traits | VmaTraits.CloseHook };
            case "growsdown": return vma with { Traits = vma.Traits | VmaTraits.GrowsDown };
            case "file": return vma with { FileId = ValueOf("file") };
            case "pgoff": return vma with { Pgoff = ValueOf("pgoff") };
            case "kind": return vma with { Kind = ValueOf("kind") };
            case "anon_vma": return vma with { AnonVma = ValueOf("anon_vma") };
            case "name":
                Expect('=', "'=' after name");
                return vma with { Name = Quoted() };
            case "real":
                Expect('=', "'=' after real");
                ulong start = Hex("START-END in hexadecimal bytes");
                Expect('-', "'-' between the two addresses");
                return vma with { RealStart = start, RealEnd = Hex("END in hexadecimal bytes") };
            default:
                throw Fail(at, "one of file=N, pgoff=N, anon_vma=N, kind=N, special, close, growsdown, "
                    + "name=\"...\", real=HEX-HEX");
        }
    }

    private int ValueOf(string attribute)
    {
        Expect('=', $"'=' after {attribute}");
        return Number($"a number after {attribute}=");
    }

    private int Once(int? before, string what) =>
        before is null ? Number($"a number after {what}=") : throw Fail(_tokenStart, $"{what}= at most once");

    private int Number(string expected)
    {
        int from = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at])) _at++;
        if (_at == from) throw Fail(from, expected);
        var digits = text.AsSpan(from, _at - from);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Fail(from, "a number of at most 2147483647");
    }

    private ulong Hex(string expected)
    {
        int from = _at;
        while (_at < text.Length && char.IsAsciiHexDigit(text[_at])) _at++;
        if (_at == from) throw Fail(from, expected);
        var digits = text.AsSpan(from, _at - from);
        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : throw Fail(from, "an address of at most 64 bits");
    }

    private string Quoted()
    {
        int open = _at;
        Expect('"', "'\"' before the name");
        var name = new StringBuilder();
        while (_at < text.Length && text[_at] != '"')
            name.Append(text[_at] == '\\' ? Escaped() : text[_at++]);
        if (_at == text.Length) throw Fail(open, "a closing '\"' (inside a name write \\\")");
        _at++;
        return name.ToString();
    }

    private char Escaped()
    {
        int from = _at++;
        if (TryWord("\"")) return '"';
        if (TryWord("\\")) return '\\';
        if (TryWord("u") && _at + 4 <= text.Length && ushort.TryParse(text.AsSpan(_at, 4),
            NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
        {
            _at += 4;
            return (char)unit;
        }

        throw Fail(from, "one of the escapes \\\", \\\\ and \\uXXXX (four hexadecimal digits)");
    }

    private string Word()
    {
        int from = _at;
        while (_at < text.Length && (char.IsAsciiLetterLower(text[_at]) || text[_at] == '_')) _at++;
        return text[from.._at];
    }

    private bool TryWord(string word)
    {
        if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0) return false;
        _at += word.Length;
        return true;
    }

    private void Expect(char c, string expected)
    {
        if (_at >= text.Length || text[_at] != c) throw Fail(_at, expected);
        _at++;
    }

    private bool SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        return _at < text.Length;
    }

    private bool AtEndOfToken() => _at == text.Length || char.IsWhiteSpace(text[_at]);

    private LayoutException Fail(int at, string expected)
    {
        int end = Math.Max(_at, at);
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        string token = TextEscape.Quote(text.AsSpan(_tokenStart, end - _tokenStart));
        string found = at < text.Length ? TextEscape.Quote(text.AsSpan(at, 1)) : "the end of the layout";
        return new LayoutException(
            $"the layout token {token} at character {_tokenStart + 1}: at character {at + 1} stands {found}, "
                + $"expected {expected}",
            "a slip in the text, or quotes that the shell removed",
            "write tokens like 0-4r 4-8rw,file=1,pgoff=10,name=\"/lib/a\", with the whole layout in single quotes");
    }
}
