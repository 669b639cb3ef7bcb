using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Tests.Layouts;

public class LayoutTextTests
{
    private const string NoEdge =
        " is no page of the address space, no multiple of 4096, or not above the one before it";

    [Fact]
    public void The_short_form_of_the_command_line_is_understood()
    {
        Layout layout = LayoutText.Parse("0-4r 4-8w \t\n 8-12xs");
        Assert.Equal(
            [new LayoutVma(0, 4, Prot.Read), new(4, 8, Prot.Write), new(8, 12, Prot.Exec | Prot.Shared)],
            layout.Vmas.ToArray());
        Assert.Equal(16, layout.Pages);
    }

    [Theory]
    [InlineData("0-4")]
    [InlineData("0-4-")]
    public void Neither_letters_nor_a_dash_mean_PROT_NONE(string text)
        => Assert.Equal([new LayoutVma(0, 4, Prot.None)], LayoutText.Parse(text).Vmas.ToArray());

    [Fact]
    public void Every_attribute_is_understood_in_any_order()
    {
        const string Text = "pages=20 0-4sxwr,real=7f00deadb000-7f00DEADC000,name=\"a b\\\"\\\\\\u000a\\u00E9\","
            + "growsdown,close,kind=5,special,anon_vma=2,pgoff=10,file=3 page_bytes=4096 edge=2:7f00deadb000 "
            + "edge=20:7f00dead0c000";
        Layout layout = LayoutText.Parse(Text);
        Assert.Equal(
            new LayoutVma(0, 4, Prot.Read | Prot.Write | Prot.Exec | Prot.Shared)
            {
                FileId = 3,
                Pgoff = 10,
                AnonVma = 2,
                Kind = 5,
                Traits = VmaTraits.Special | VmaTraits.CloseHook | VmaTraits.GrowsDown,
                Name = "a b\"\\\n\u00e9",
                RealStart = 0x7f00deadb000,
                RealEnd = 0x7f00deadc000,
            },
            Assert.Single(layout.Vmas));
        Assert.Equal(20, layout.Pages);
        Assert.Equal([new LayoutEdge(2, 0x7f00deadb000), new(20, 0x7f00dead0c000)], layout.Edges.ToArray());
        Assert.Equal(
            "0-4rwxs,file=3,pgoff=10,anon_vma=2,kind=5,special,close,growsdown,name=\"a b\\\"\\\\\\u000a\\u00e9\","
                + "real=7f00deadb000-7f00deadc000 pages=20 edge=2:7f00deadb000 edge=20:7f00dead0c000",
            layout.ToString());
    }

    [Fact]
    public void What_is_as_by_default_is_not_printed()
    {
        Assert.Equal(
            "1-2- 3-4r", LayoutText.Parse("1-2,file=0,pgoff=1,anon_vma=0 3-4r pages=8 page_bytes=4096").ToString());
        Assert.Equal("1-2- page_bytes=65536", LayoutText.Parse("1-2 page_bytes=65536").ToString());
    }

    [Fact]
    public void Every_layout_survives_print_and_parse_on_one_line_of_ascii()
    {
        var seeded = new SeededLayouts(1);
        for (int i = 0; i < 5_000; i++)
        {
            Layout layout = seeded.Layout();
            string text = LayoutText.Print(layout);
            Assert.All(text, c => Assert.InRange(c, ' ', '~'));
            Assert.Equal(layout, LayoutText.Parse(text));
            Assert.Equal(text, LayoutText.Print(LayoutText.Parse(text)));
        }
    }

    [Fact]
    public void A_text_cut_anywhere_parses_or_gives_a_layout_error_and_nothing_else()
    {
        var seeded = new SeededLayouts(2);
        for (int i = 0; i < 200; i++)
        {
            string text = seeded.Layout().ToString();
            for (int length = 0; length < text.Length; length++)
            {
                Exception? e = Record.Exception(() => LayoutText.Parse(text[..length]));
                Assert.True(e is null or LayoutException, $"{text[..length]}: {e}");
            }
        }
    }

    [Theory]
    [InlineData("0-4r x-8", "x-8", 6, 6, "\"x\"", "START-END in pages, or pages=N, or page_bytes=N")]
    [InlineData("0-4r 4", "4", 6, 7, "the end of the layout", "'-' between START and END")]
    [InlineData("4_8", "4_8", 1, 2, "\"_\"", "'-' between START and END")]
    [InlineData("4-r", "4-r", 1, 3, "\"r\"", "END in pages")]
    [InlineData("9-4r", "9-4r", 1, 1, "\"9\"", "START below END: END is one past the last page")]
    [InlineData("0-99999999999", "0-99999999999", 1, 3, "\"9\"", "a number of at most 2147483647")]
    [InlineData("0-4rq", "0-4rq", 1, 5, "\"q\"", "letters of r w x s or a single '-', then ',' or white space")]
    [InlineData("0-4r-x", "0-4r-x", 1, 5, "\"-\"", "letters of r w x s or a single '-', then ',' or white space")]
    [InlineData("0-4rr", "0-4rr", 1, 5, "\"r\"", "the letter r at most once")]
    [InlineData("0-4r,file", "0-4r,file", 1, 10, "the end of the layout", "'=' after file")]
    [InlineData("0-4r,file=a", "0-4r,file=a", 1, 11, "\"a\"", "a number after file=")]
    [InlineData("0-4r,close,close", "0-4r,close,close", 1, 12, "\"c\"", "close at most once")]
    [InlineData("0-4r,close;", "0-4r,close;", 1, 11, "\";\"", "',' and an attribute, or white space")]
    [InlineData("0-4r,name=a", "0-4r,name=a", 1, 11, "\"a\"", "'\"' before the name")]
    [InlineData("0-4r,real=1000", "0-4r,real=1000", 1, 15, "the end of the layout", "'-' between the two addresses")]
    [InlineData("0-4r,real=x-y", "0-4r,real=x-y", 1, 11, "\"x\"", "START-END in hexadecimal bytes")]
    [InlineData("0-4r,real=1-10000000000000000", "0-4r,real=1-10000000000000000", 1, 13, "\"1\"",
        "an address of at most 64 bits")]
    [InlineData("pages=9 pages=9", "pages=9", 9, 9, "\"p\"", "pages= at most once")]
    [InlineData("0-4 pages=9x", "pages=9x", 5, 12, "\"x\"", "white space or the end of the layout")]
    public void A_bad_token_is_named_with_its_place_and_what_was_expected(
        string text, string token, int tokenAt, int at, string found, string expected)
        => Assert.Equal(
            $"the layout token \"{token}\" at character {tokenAt}: at character {at} stands {found}, "
                + $"expected {expected}",
            Assert.Throws<LayoutException>(() => LayoutText.Parse(text)).Happened);

    [Theory]
    [InlineData("0-4r,name=\"a b", "stands \"\\\"\", expected a closing '\"' (inside a name write \\\")")]
    [InlineData("0-4r,name=\"a\\n\"", "stands \"\\\\\", expected one of the escapes \\\", \\\\ and \\uXXXX")]
    [InlineData("0-4r,name=\"\\u12\"", "stands \"\\\\\", expected one of the escapes \\\", \\\\ and \\uXXXX")]
    [InlineData("0-4r,what", "expected one of file=N, pgoff=N, anon_vma=N, kind=N, special, close, growsdown, name=")]
    [InlineData("0-4r,", "stands the end of the layout, expected one of file=N")]
    public void A_bad_name_or_attribute_is_shown_with_the_forms_there_are(string text, string part)
        => Assert.Contains(part, Assert.Throws<LayoutException>(() => LayoutText.Parse(text)).Happened);

    [Theory]
    [InlineData("0-4r edge=3:1000 edge=3:2000", "the edge 3:2000" + NoEdge)]
    [InlineData("0-4r edge=2:2000 edge=3:1000", "the edge 3:1000" + NoEdge)]
    [InlineData("0-4r edge=9:1000", "the edge 9:1000" + NoEdge)]
    [InlineData("0-4r edge=3:1001", "the edge 3:1001" + NoEdge)]
    [InlineData("0-4r,kind=32", "VMA 0-4r,kind=32 is of kind 32; the kinds are 0 to 31")]
    [InlineData("0-4r 2-8w", "VMA 2-8w overlaps the VMA before it, 0-4r")]
    [InlineData("4-8r 0-4w", "VMA 0-4w lies below the VMA before it, 4-8r")]
    [InlineData("", "the layout holds no VMA")]
    [InlineData("pages=8", "the layout holds no VMA")]
    public void What_is_wrong_between_tokens_names_them(string text, string happened)
        => Assert.Equal(happened, Assert.Throws<LayoutException>(() => LayoutText.Parse(text)).Happened);
}
