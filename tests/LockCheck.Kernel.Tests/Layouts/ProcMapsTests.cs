using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Tests.Layouts;

public class ProcMapsTests
{
    [Fact]
    public void Every_column_of_a_line_is_taken_over()
    {
        RealMap map = ProcMaps.Parse(
            "555555554000-555555556000 r-xs 0001a000 fe:00 247270                     /usr/bin/a b (deleted)\n"
            + "555555556000-555555557000 -w-p 00000000 00:00 0 \n"
            + "7ffff7fff000-7ffff8000000 ---p 00000000 00:00 0\n");
        Assert.Equal(
            [
                new RealVma(0x555555554000, 0x555555556000, Prot.Read | Prot.Exec | Prot.Shared)
                {
                    OffsetBytes = 0x1a000,
                    FileId = 1,
                    Name = "/usr/bin/a b (deleted)",
                },
                new RealVma(0x555555556000, 0x555555557000, Prot.Write),
                new RealVma(0x7ffff7fff000, 0x7ffff8000000, Prot.None),
            ],
            map.Vmas.ToArray());
        Assert.Equal((0, 4096), (map.GateVmas, map.PageBytes));
    }

    [Theory]
    [InlineData("/srv/two\\012lines")]
    [InlineData("/srv/ends in a blank ")]
    [InlineData("/srv/ends in a return\r")]
    [InlineData("/srv/\u00e9")]
    [InlineData("anon_inode:[perf_event]")]
    [InlineData("/memfd:a (deleted)")]
    public void Names_of_files_are_kept_as_they_stand(string name)
    {
        RealVma vma = ProcMaps.Parse(Line(1, "00:01 7 " + name) + Line(2, "00:00 0 ")).Vmas[0];
        Assert.Equal((name, 1, VmaTraits.None), (vma.Name, vma.FileId, vma.Traits));
    }

    [Theory]
    [InlineData("[heap]", VmaTraits.None)]
    [InlineData("[anon:cache]", VmaTraits.None)]
    [InlineData("[stack:7]", VmaTraits.None)]
    [InlineData("[stack]", VmaTraits.GrowsDown)]
    [InlineData("[vvar]", VmaTraits.Special)]
    [InlineData("[vvar_vclock]", VmaTraits.Special)]
    [InlineData("[vdso]", VmaTraits.Special)]
    [InlineData("[uprobes]", VmaTraits.Special)]
    public void Names_in_brackets_are_anonymous_and_give_the_traits(string name, VmaTraits traits)
    {
        RealVma vma = Assert.Single(ProcMaps.Parse(Line(1, "00:00 0     " + name)).Vmas);
        Assert.Equal((name, 0, traits), (vma.Name, vma.FileId, vma.Traits));
    }

    [Fact]
    public void System_V_memory_is_a_file_with_a_close_hook_even_with_the_id_0()
    {
        RealVma vma = Assert.Single(ProcMaps.Parse(Line(1, "00:01 0     /SYSV00000000 (deleted)")).Vmas);
        Assert.Equal((1, VmaTraits.CloseHook), (vma.FileId, vma.Traits));
    }

    [Fact]
    public void A_path_makes_a_file_even_where_device_and_inode_are_not_told()
        => Assert.Equal(1, ProcMaps.Parse(Line(1, "00:00 0     /lib/a")).Vmas[0].FileId);

    [Fact]
    public void Files_are_numbered_in_order_of_appearance_by_device_inode_and_path()
    {
        RealMap map = ProcMaps.Parse(
            Line(1, "fe:00 7 /b") + Line(2, "fe:00 9 /a") + Line(3, "00:00 0 ") + Line(4, "fe:00 7 /b")
            + Line(5, "fe:01 7 /b") + Line(6, "fe:00 8 /b") + Line(7, "fe:00 7 /c"));
        Assert.Equal([1, 2, 0, 1, 3, 4, 5], map.Vmas.Select(v => v.FileId));
    }

    [Fact]
    public void The_gate_vma_is_left_out_and_counted()
    {
        RealMap map = ProcMaps.Parse(
            Line(1, "00:00 0 ")
            + "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]\n");
        Assert.Single(map.Vmas);
        Assert.Equal(1, map.GateVmas);
    }

    [Theory]
    [InlineData("cat", 37, 16, 13)]
    [InlineData("bash", 42, 17, 13)]
    [InlineData("python", 133, 26, 2)]
    public void Recorded_maps_of_real_programs_are_understood(string program, int vmas, int files, int singles)
    {
        // Method: counts of lines, of different files, and of files mapped once, taken with grep, sort and uniq.
        RealMap map = RecordedMaps.Parse(program);
        Assert.Equal((vmas, 1), (map.Vmas.Length, map.GateVmas));
        Assert.Equal(files, map.Vmas.Max(v => v.FileId));
        Assert.Equal(singles, map.Vmas.Where(v => v.FileId > 0).GroupBy(v => v.FileId).Count(g => g.Count() == 1));
        Assert.Equal("[stack]", map.Vmas[^1].Name);
    }

    /// <summary>The n-th page, readable, with what stands behind the offset.</summary>
    private static string Line(int n, string rest) => $"0040{n}000-0040{n + 1}000 r--p 00000000 {rest}\n";
}
