using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Calls;

/// <summary>The calls of a program: as text, and what each does to a small map.</summary>
public sealed class ProgramCallTests
{
    [Theory]
    [InlineData("munmap 4-8-")]
    [InlineData("mprotect 4-6r 6-8rw,kind=2")]
    [InlineData("mmap 4-8rx,file=1,pgoff=12,name=\"/lib/a # b\" # line 7: mmap(NULL, 4096, \"x\") = 0")]
    [InlineData("mremap 4-8- 12-17-")]
    [InlineData("touch 4-8-,anon_vma=3")]
    [InlineData("brk")]
    public void A_call_survives_print_and_parse(string text)
    {
        var call = ProgramCallText.Parse(text);
        Assert.Equal(text, ProgramCallText.Print(call));
        Assert.Equal(call, ProgramCallText.Parse(ProgramCallText.Print(call)));
    }

    [Fact]
    public void Where_a_call_comes_from_is_no_part_of_what_it_does()
    {
        var call = ProgramCallText.Parse("munmap 4-8 # line 3: munmap(0x4000, 16384) = 0");
        Assert.Equal("line 3: munmap(0x4000, 16384) = 0", call.Source);
        Assert.Equal("munmap 4-8-", call.ToString());
        Assert.NotEqual(ProgramCallText.Parse("munmap 4-8"), call);
    }

    [Theory]
    [InlineData("", "there is no call ``")]
    [InlineData("mmapp 4-8r", "there is no call `mmapp`")]
    [InlineData("munmap 4", "expected '-' between START and END")]
    [InlineData("munmap 8-4", "START below END")]
    [InlineData("munmap 4-8 9-10", "needs one range")]
    [InlineData("mremap 4-8", "needs an old range, and a new one")]
    [InlineData("mremap 4-8 4-6", "needs an old range, and a new one")]
    [InlineData("mremap-fixed 4-8 12-13", "of the same length")]
    [InlineData("touch 4-8", "anon_vma=N")]
    [InlineData("touch", "touches nothing")]
    [InlineData("mprotect 4-8q", "expected letters of r w x s")]
    [InlineData("mprotect 4-8r,kind=32", "the kinds are 0 to 31")]
    public void What_is_no_call_is_refused(string text, string expected) => Assert.Contains(
        expected, Assert.Throws<LayoutException>(() => ProgramCallText.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("munmap 5-6", "0-4r 4-5w 6-8w 8-12r")]
    [InlineData("munmap 12-14", "0-4r 4-8w 8-12r")]
    [InlineData("mmap 12-14w", "0-4r 4-8w 8-12r 12-14w")]
    [InlineData("mmap 12-14r", "0-4r 4-8w 8-14r")]
    [InlineData("mmap 12-14r,kind=1", "0-4r 4-8w 8-12r 12-14r")]
    [InlineData("mmap 4-8r", "0-4r 4-8w 8-12r")]
    [InlineData("mmap-fixed 4-8r", "0-12r")]
    [InlineData("mprotect 4-6r", "0-6r 6-8w 8-12r")]
    [InlineData("mprotect 2-4w 8-9w", "0-2r 2-9w 9-12r")]
    [InlineData("madvise 2-4r,kind=3", "0-2r 2-4r 4-8w 8-12r")]
    [InlineData("madvise 4-8w", "0-4r 4-8w 8-12r")]
    [InlineData("prctl 8-10r,name=\"[anon:x]\"", "0-4r 4-8w 8-10r 10-12r")]
    [InlineData("brk 12-14r", "0-4r 4-8w 8-14r")]
    [InlineData("brk-new 12-14r", "0-4r 4-8w 8-12r 12-14r")]
    [InlineData("brk-shrink 10-12", "0-4r 4-8w 8-10r")]
    [InlineData("mremap 8-12 8-14", "0-4r 4-8w 8-14r")]
    [InlineData("mremap 4-8 13-18", "0-4r 8-12r 13-18w")]
    [InlineData("mremap-shrink 6-8", "0-4r 4-6w 8-12r")]
    [InlineData("mremap-fixed 0-4 4-8", "4-12r")]
    [InlineData("mremap-dontunmap 4-8 13-17", "0-4r 4-8w 8-12r 13-17w")]
    [InlineData("touch 0-12,anon_vma=3", "0-4r 4-8w 8-12r")]
    [InlineData("mprotect", "0-4r 4-8w 8-12r")]
    public void What_a_call_does(string call, string expected) =>
        Assert.Equal(expected, MapAfter("0-4r 4-8w 8-12r pages=20", call));

    [Fact]
    public void Who_was_written_to_apart_does_not_merge()
    {
        Assert.Equal("0-8r", MapAfter("0-4r 4-8w", "mprotect 4-8r"));
        Assert.Equal("0-8r", MapAfter("0-4r 4-8w", "touch 0-4,anon_vma=1", "mprotect 4-8r"));
        Assert.Equal(
            "0-4r 4-8r", MapAfter("0-4r 4-8w", "touch 0-4,anon_vma=1", "touch 4-8,anon_vma=2", "mprotect 4-8r"));
    }

    [Fact]
    public void A_second_write_changes_nothing() => Assert.Equal(
        "0-8r",
        MapAfter("0-4r 4-8w", "touch 0-8,anon_vma=1", "touch 4-8,anon_vma=2", "mprotect 4-8r"));

    [Fact]
    public void A_call_holds_its_locks_as_every_writer_does() =>
        Assert.Empty(Lab.Misuses(Settings("0-4r 4-8w 8-12r pages=20", "touch 4-8,anon_vma=1", "mprotect 2-6w")));

    private static string MapAfter(string layout, params string[] calls)
    {
        var settings = Settings(layout, calls);
        var model = new KernelModel(settings);
        using var walk = new Walk(LoadedModel.Load(model));
        while (!walk.IsOver)
        {
            _ = walk.Step(walk.Enabled(0), _ => 0);
        }

        Assert.False(walk.HasCrashed);
        return model.Draw(walk.View);
    }

    private static KernelSettings Settings(string layout, params string[] calls) =>
        Lab.Settings(layout, new ProgramActor("program", [.. calls.Select(ProgramCallText.Parse)])) with
        {
            SpareVmas = 8,
        };
}
