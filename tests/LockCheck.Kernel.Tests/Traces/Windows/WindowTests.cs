using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Traces;

namespace LockCheck.Kernel.Tests.Traces.Windows;

/// <summary>What each form of a call becomes in a small world, on a program of one page and a stack.</summary>
public sealed class WindowTests
{
    private const Kernel.Exact.MapFlags Anonymously =
        Kernel.Exact.MapFlags.Private | Kernel.Exact.MapFlags.Anonymous;

    private const string Anonymous = "MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)";

    /// <summary>Eight pages for the forms to work on, of which nobody writes to any.</summary>
    private const string First = $"1 mmap(NULL, 32768, PROT_READ, {Anonymous} = 0x7ffff7f00000";

    [Theory]
    [InlineData("munmap(0x7ffff7f02000, 8192) = 0", "munmap 4-5-")]
    [InlineData("munmap(0x7ffff7e00000, 4096) = 0", "munmap")]
    [InlineData("mprotect(0x7ffff7f00000, 4096, PROT_NONE) = 0", "mprotect 3-4-")]
    [InlineData("madvise(0x7ffff7f00000, 8192, MADV_DONTFORK) = 0", "madvise 3-4r,kind=K")]
    [InlineData("mlock(0x7ffff7f07000, 4096) = 0", "mlock 4-5r,kind=K")]
    [InlineData("prctl(PR_SET_VMA, PR_SET_VMA_ANON_NAME, 0x7ffff7f00000, 4096, \"x\") = 0",
        "prctl 3-4r,name=\"[anon:x]\"")]
    [InlineData($"mmap(NULL, 4096, PROT_READ|PROT_WRITE, {Anonymous} = 0x7ffff7d00000", "mmap 3-4rw,kind=K")]
    [InlineData("mmap(0x7ffff7f01000, 4096, PROT_READ, MAP_SHARED|MAP_FIXED, 3</x>, 0x3000) = 0x7ffff7f01000",
        "mmap-fixed 4-5rs,file=F,pgoff=P,kind=K,name=\"/x\"")]
    [InlineData("mremap(0x7ffff7f00000, 32768, 4096, 0) = 0x7ffff7f00000", "mremap-shrink 4-5-")]
    [InlineData("mremap(0x7ffff7f00000, 32768, 65536, 0) = 0x7ffff7f00000", "mremap 3-4- 3-5-,pgoff=3")]
    [InlineData("mremap(0x7ffff7f00000, 32768, 65536, MREMAP_MAYMOVE) = 0x7ffff7000000", "mremap 6-7- 3-5-")]
    [InlineData("mremap(0x7ffff7f00000, 4096, 4096, MREMAP_MAYMOVE|MREMAP_FIXED, 0x7ffff7f04000) = 0x7ffff7f04000",
        "mremap-fixed 3-4- 5-6-")]
    [InlineData("mremap(0x7ffff7f00000, 4096, 4096, MREMAP_MAYMOVE|MREMAP_DONTUNMAP, 0) = 0x7ffff7000000",
        "mremap-dontunmap 5-6- 3-4-")]
    public void A_form_of_a_call(string call, string expected)
    {
        var window = Assert.Single(Windows.Small(1, First, "1 " + call), window => window.Line == 2);
        Assert.Null(window.WhyNot);
        var text = window.Calls.Length > 0 ? window.Calls[^1].ToString() : window.Word;
        Assert.Equal(expected.Replace(",pgoff=3", string.Empty, StringComparison.Ordinal), Plain(text));
    }

    [Fact]
    public void A_heap_begins_grows_and_shrinks() => Assert.Equal(
        ["brk", "brk-new 3-4rw,kind=K,name=\"[heap]\"", "brk 4-5rw,kind=K,name=\"[heap]\"", "brk-shrink 4-5-"],
        Windows.Small(
            1,
            "1 brk(NULL) = 0x555555600000",
            "1 brk(0x555555610000) = 0x555555610000",
            "1 brk(0x555555620000) = 0x555555620000",
            "1 brk(0x555555610000) = 0x555555610000")
            .Select(window => window.Calls.Length > 0 ? Plain(window.Calls[^1].ToString()) : window.Word));

    [Fact]
    public void Every_edge_of_map_and_calls_is_a_page_with_its_address()
    {
        var window = Windows.Small(2, First, "1 munmap(0x7ffff7f02000, 8192) = 0")[0];
        Assert.Equal(
            "1-2rx,file=1,pgoff=19,name=\"/bin/small\",real=555555554000-555555555000 "
            + "7-8rw,anon_vma=1,kind=1,growsdown,name=\"[stack]\",real=7ffffffde000-7ffffffff000 pages=9 "
            + "edge=3:7ffff7f00000 edge=4:7ffff7f02000 edge=5:7ffff7f04000 edge=6:7ffff7f08000",
            window.Layout!.ToString());
    }

    [Fact]
    public void What_is_written_to_between_two_calls_is_a_step_of_its_own()
    {
        var window = Windows.Small(
            2,
            $"1 mmap(NULL, 8192, PROT_READ|PROT_WRITE, {Anonymous} = 0x7ffff7f00000",
            "1 mprotect(0x7ffff7f00000, 4096, PROT_READ) = 0")[0];
        Assert.Equal(["mmap", "touch", "mprotect"], window.Calls.Select(call => call.Word));
        Assert.Equal(ProgramCallKind.Touch, window.Calls[1].Kind);
    }

    [Fact]
    public void Memory_that_moves_back_beside_its_neighbours_is_of_their_line()
    {
        // Written to at page 1, moved away, and moved back: its offset fits between its neighbours again.
        var windows = Windows.Small(
            1,
            $"1 mmap(NULL, 12288, PROT_READ|PROT_WRITE, {Anonymous} = 0x7ffff7f00000",
            "1 mremap(0x7ffff7f01000, 4096, 4096, MREMAP_MAYMOVE|MREMAP_FIXED, 0x7ffff7000000) = 0x7ffff7000000",
            "1 mremap(0x7ffff7000000, 4096, 4096, MREMAP_MAYMOVE|MREMAP_FIXED, 0x7ffff7f01000) = 0x7ffff7f01000");
        Assert.All(windows, window => Assert.Null(window.WhyNot));
        Assert.Equal(3, windows.Count);
    }

    [Fact]
    public void A_call_that_only_asks_is_no_part_of_a_window()
    {
        var windows = Windows.Small(
            2,
            First,
            "1 madvise(0x7ffff7f00000, 4096, MADV_DONTNEED) = 0",
            "1 munmap(0x123, 4096) = -1 EINVAL (Invalid argument)",
            "1 munmap(0x7ffff7f00000, 4096) = 0");
        Assert.Equal([(1, 4), (4, 4)], windows.Select(window => ((int)window.Line, (int)window.LastLine)));
    }

    [Theory]
    [InlineData("mremap(0x7ffff7f00000, 32768, 4096, MREMAP_MAYMOVE|MREMAP_FIXED, 0x7ffff7000000) = 0x7ffff7000000",
        "an mremap that moves and shrinks")]
    [InlineData("mremap(0x7ffff7f07000, 8192, 8192, MREMAP_MAYMOVE|MREMAP_FIXED, 0x7ffff7000000) = 0x7ffff7000000",
        "an mremap of several VMAs, or of one and what lies behind it")]
    public void What_no_writer_does_is_said(string call, string why)
    {
        var window = Assert.Single(Windows.Small(1, First, "1 " + call), window => window.Line == 2);
        Assert.Equal(why, window.WhyNot);
        Assert.Null(window.Layout);
    }

    [Fact]
    public void The_neighbours_of_a_line_that_is_no_call_are_known()
    {
        var (windows, recorder) = Windows.Small(
            1, 2, TouchedMemory.All, First, "1 getpid() = 1", "1 munmap(0x7ffff7f00000, 4096) = 0");
        Assert.Empty(windows);
        Assert.Equal((1, 3), recorder.Neighbours);
    }

    [Theory]
    [InlineData("munmap", 2, 4, null)]
    [InlineData("munmap", 2, 6, "the model's map differs after munmap")]
    [InlineData("munmap", 2, 3, "the model's map differs after munmap")]
    [InlineData("mprotect", 2, 4, "the model's map differs after mprotect")]
    public void A_world_that_does_something_else_is_found_out(string word, long start, long end, string? why)
    {
        // What the log did is a munmap of pages 2 and 3; the call says what the world does.
        const ulong Page = Kernel.Exact.ExactSpace.PageBytes;
        var space = new Kernel.Exact.ExactSpace(Kernel.Exact.ExactRules.Linux618);
        _ = space.Mmap(16 * Page, 8 * Page, Prot.Read, Kernel.Exact.MapFlags.Fixed | Anonymously);
        var text = new MapsText(new Dictionary<long, string>(), [], -1, null);
        var before = MapView.Of(space, text);
        _ = space.Munmap(18 * Page, 2 * Page);
        var window = WindowBuilder.Build(
        [
            new MadeCall
            {
                Line = 1,
                Text = "munmap",
                Before = before,
                After = MapView.Of(space, text),
                Word = word,
                Ranges = [(16 + start, 16 + end)],
            },
        ]);
        Assert.Equal(why, window.WhyNot);
    }

    /// <summary>Numbers that depend on how many flags and files there are.</summary>
    private static string Plain(string text)
    {
        foreach (var (key, letter) in new[] { ("kind", 'K'), ("file", 'F'), ("pgoff", 'P') })
        {
            text = System.Text.RegularExpressions.Regex.Replace(text, $",{key}=[0-9]+", $",{key}={letter}");
        }

        return text.Replace(",pgoff=P,kind", ",kind", StringComparison.Ordinal) is var plain && text.Contains("file=F")
            ? text
            : plain.Replace(",pgoff=P", string.Empty, StringComparison.Ordinal);
    }
}
