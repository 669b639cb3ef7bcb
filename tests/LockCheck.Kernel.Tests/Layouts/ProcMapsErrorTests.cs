using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Tests.Layouts;

public class ProcMapsErrorTests
{
    private const string Good = "00400000-00401000 r--p 00000000 fe:00 7                          /bin/a\n";
    private const string Range = "00402000-00403000";

    [Theory]
    [InlineData("0040200", "the line ends inside or right behind the address range")]
    [InlineData(Range, "the line ends inside or right behind the address range")]
    [InlineData(Range + " ", "the line ends before the permissions")]
    [InlineData(Range + " r-", "the line ends inside or right behind the permissions")]
    [InlineData(Range + " r--p 0000", "the line ends inside or right behind the offset")]
    [InlineData(Range + " r--p 00000000 fe:0", "the line ends inside or right behind the device")]
    [InlineData(Range + " r--p 00000000 fe:00 ", "the line ends before the inode")]
    [InlineData(Range + " r--p 00000000 fe:00 24", "the line has an inode but ends before the path")]
    [InlineData(Range + " r--p 00000000 fe:00 24     ", "the line has an inode but ends before the path")]
    [InlineData("402000-00403000 r--p 00000000 fe:00 24 /a",
        "the address range \"402000-00403000\" is not START-END of 8 to 16 digits 0-9a-f each")]
    [InlineData("", "the line ends before the address range")]
    public void A_cut_line_is_named_with_its_text_and_the_cause(string line, string what)
    {
        var e = Assert.Throws<LayoutException>(() => ProcMaps.Parse(Good + line + "\n" + Good, "a.maps"));
        Assert.Equal($"a.maps line 2: {what}, in \"{line}\"", e.Happened);
        Assert.StartsWith("the copy was cut", e.UsualCause);
        Assert.StartsWith("copy it again in one go", e.ToDo);
    }

    [Fact]
    public void A_recorded_map_cut_at_any_byte_but_a_line_end_is_refused()
    {
        string whole = File.ReadAllText(RecordedMaps.PathOf("cat.final.maps"));
        for (int length = 1; length < whole.Length; length++)
        {
            if (whole[length - 1] == '\n') continue;
            int line = whole[..length].Count(c => c == '\n') + 1;
            var e = Assert.Throws<LayoutException>(() => ProcMaps.Parse(whole[..length]));
            Assert.StartsWith($"maps line {line}: the text ends inside this line, before its newline", e.Happened);
        }
    }

    [Theory]
    [InlineData("00402000-00403000 r-p 00000000 fe:00 24 /a",
        "the permissions \"r-p\" are not the four letters [r-][w-][x-][sp]")]
    [InlineData("00402000-00403000 w--p 00000000 fe:00 24 /a",
        "the permissions \"w--p\" are not the four letters [r-][w-][x-][sp]")]
    [InlineData("00402000-00403000 r--- 00000000 fe:00 24 /a",
        "the permissions \"r---\" are not the four letters [r-][w-][x-][sp]")]
    [InlineData("00402000+00403000 r--p 00000000 fe:00 24 /a",
        "the address range \"00402000+00403000\" is not START-END of 8 to 16 digits 0-9a-f each")]
    [InlineData("0040200A-00403000 r--p 00000000 fe:00 24 /a",
        "the address range \"0040200A-00403000\" is not START-END of 8 to 16 digits 0-9a-f each")]
    [InlineData("00402000-12345678123456780 r--p 00000000 fe:00 24 /a",
        "the address range \"00402000-12345678123456780\" is not START-END of 8 to 16 digits 0-9a-f each")]
    [InlineData("00402000-00402000 r--p 00000000 fe:00 24 /a",
        "the address range \"00402000-00402000\" is empty or backwards")]
    [InlineData("00402000-00403000 r--p 0 fe:00 24 /a", "the offset \"0\" is not 8 to 16 digits 0-9a-f")]
    [InlineData("00402000-00403000 r--p 00000000 fe00 24 /a",
        "the device \"fe00\" is not MAJOR:MINOR of two or more digits 0-9a-f each")]
    [InlineData("00402000-00403000 r--p 00000000 f:00 24 /a",
        "the device \"f:00\" is not MAJOR:MINOR of two or more digits 0-9a-f each")]
    [InlineData("00402000-00403000 r--p 00000000 00:0:0 24 /a",
        "the device \"00:0:0\" is not MAJOR:MINOR of two or more digits 0-9a-f each")]
    [InlineData("00402000-00403000 r--p 00000000 fe:00 2f /a", "the inode \"2f\" is not a decimal number")]
    [InlineData("00402000-00403000  r--p 00000000 fe:00 24 /a", "the column of the permissions is empty")]
    [InlineData("00402100-00403000 r--p 00000000 fe:00 24 /a", "an address or offset is not a multiple of 4096 bytes")]
    [InlineData("00402000-00403000 r--p 00000010 fe:00 24 /a", "an address or offset is not a multiple of 4096 bytes")]
    [InlineData("no map at all", "the address range \"no\" is not START-END of 8 to 16 digits 0-9a-f each")]
    public void Garbage_is_named_with_its_line_and_text(string line, string what)
        => Assert.Equal($"maps line 2: {what}, in \"{line}\"",
            Assert.Throws<LayoutException>(() => ProcMaps.Parse(Good + line + "\n")).Happened);

    [Fact]
    public void Bytes_that_no_terminal_should_see_are_escaped_and_cut_in_the_error()
    {
        string text = "\0\u001b[31m" + new string('x', 200) + "\n";
        string happened = Assert.Throws<LayoutException>(() => ProcMaps.Parse(text)).Happened;
        Assert.EndsWith(", in \"\\u0000\\u001b[31m" + new string('x', 94) + "...\"", happened);
    }

    [Fact]
    public void A_page_size_of_another_machine_shows()
    {
        var e = Assert.Throws<LayoutException>(() => ProcMaps.Parse(Good, "maps", 65536));
        Assert.StartsWith("maps line 1: an address or offset is not a multiple of 65536 bytes", e.Happened);
        Assert.Contains("getconf PAGESIZE", e.ToDo);
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcMaps.Parse(Good, "maps", 5000));
    }

    [Theory]
    [InlineData("00400000-00402000", "overlaps")]
    [InlineData("00400000-00401000", "overlaps")]
    [InlineData("003ff000-00400000", "lies below")]
    public void Ranges_out_of_order_name_both_and_a_map_that_moved(string range, string relation)
    {
        var e = Assert.Throws<LayoutException>(() => ProcMaps.Parse(Good + range + " r--p 00000000 00:00 0 \n"));
        Assert.Equal(
            $"maps line 2: {range} {relation} the range before it, 00400000-00401000, "
                + $"in \"{range} r--p 00000000 00:00 0 \"",
            e.Happened);
        Assert.StartsWith("the process changed its map while it was being copied", e.UsualCause);
        Assert.StartsWith("stop the process", e.ToDo);
    }

    [Theory]
    [InlineData("", "maps is empty")]
    [InlineData("ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]\n",
        "maps lists no VMA of the process's own tree")]
    public void A_map_without_vmas_tells_of_kernel_threads_and_exited_processes(string text, string happened)
    {
        var e = Assert.Throws<LayoutException>(() => ProcMaps.Parse(text));
        Assert.Equal(happened, e.Happened);
        Assert.StartsWith("a kernel thread or a zombie (they have no memory map), a process that exited", e.UsualCause);
    }

    [Fact]
    public void A_copy_of_smaps_is_recognised()
        => Assert.Equal("this is a copy of /proc/PID/smaps, not of maps", Assert.Throws<LayoutException>(
            () => ProcMaps.Parse(Good + "Size:                  4 kB\n")).UsualCause);

    [Fact]
    public void Windows_line_ends_are_recognised_even_where_every_line_would_parse()
        => Assert.Equal("the copy went through Windows or a mail program", Assert.Throws<LayoutException>(
            () => ProcMaps.Parse("00400000-00401000 r--p 00000000 00:00 0 \r\n")).UsualCause);

    [Fact]
    public void A_file_that_is_not_there_is_a_layout_error_with_its_path()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "no-such.maps");
        var e = Assert.Throws<LayoutException>(() => ProcMaps.ReadFile(path));
        Assert.StartsWith(path + " cannot be read (", e.Happened);
        Assert.IsType<FileNotFoundException>(e.InnerException);
    }
}
