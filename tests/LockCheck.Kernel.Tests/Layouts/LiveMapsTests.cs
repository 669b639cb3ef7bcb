using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Tests.Layouts;

/// <summary>Other tests in the process could move its map all the time, so these run alone.</summary>
[CollectionDefinition(nameof(LiveMapsTests), DisableParallelization = true)]
public class LiveMapsCollection;

[Collection(nameof(LiveMapsTests))]
public class LiveMapsTests
{
    private const string A = "00400000-00401000 r--p 00000000 fe:00 7                          /bin/a\n";
    private const string B = "00400000-00402000 r--p 00000000 fe:00 7                          /bin/a\n";

    [Fact]
    public void Two_equal_readings_in_a_row_are_enough()
    {
        int readings = 0;
        RealMap map = LiveMaps.Read("7", () => ++readings > 0 ? A : B);
        Assert.Equal((2, 0x401000UL), (readings, map.Vmas[0].End));
    }

    [Fact]
    public void Readings_are_repeated_until_two_in_a_row_agree()
    {
        string[] texts = [A, B, A, B, B];
        int readings = 0;
        RealMap map = LiveMaps.Read("7", () => texts[readings++]);
        Assert.Equal((5, 0x402000UL), (readings, map.Vmas[0].End));
    }

    [Fact]
    public void A_map_that_never_stands_still_is_given_up_with_a_way_out()
    {
        int readings = 0;
        var e = Assert.Throws<LayoutException>(() => LiveMaps.Read("7", () => readings++ % 2 == 0 ? A : B));
        Assert.Equal(LiveMaps.TriesMax, readings);
        Assert.Equal("/proc/7/maps changed between any two of 5000 readings", e.Happened);
        Assert.Contains("kill -STOP 7; cat /proc/7/maps > FILE; kill -CONT 7", e.ToDo);
    }

    [Fact]
    public void What_can_go_wrong_with_the_file_is_told_apart()
    {
        Assert.Equal("there is no process 7 (/proc/7/maps does not exist)", Happened(new FileNotFoundException()));
        Assert.Equal("there is no process 7 (/proc/7/maps does not exist)", Happened(new DirectoryNotFoundException()));
        Assert.Equal("/proc/7/maps may not be read", Happened(new UnauthorizedAccessException()));
        Assert.Equal("reading /proc/7/maps failed (No such process)", Happened(new IOException("No such process")));

        static string Happened(Exception inner)
        {
            var e = Assert.Throws<LayoutException>(() => LiveMaps.Read("7", () => throw inner));
            Assert.Same(inner, e.InnerException);
            return e.Happened;
        }
    }

    [Fact]
    public void A_process_without_a_map_is_named()
        => Assert.Equal("/proc/7/maps is empty", Assert.Throws<LayoutException>(
            () => LiveMaps.Read("7", () => "")).Happened);

    [Theory]
    [InlineData("")]
    [InlineData("bash")]
    [InlineData("-1")]
    [InlineData("1/../2")]
    public void Only_a_number_or_self_is_a_process_id(string pid)
        => Assert.Equal($"\"{pid}\" is neither a process id nor self", Assert.Throws<LayoutException>(
            () => LiveMaps.Read(pid)).Happened);

    [Fact]
    public void The_map_of_this_process_is_read_whole()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.StartsWith("the map of process self cannot be read", Assert.Throws<LayoutException>(
                () => LiveMaps.Read("self")).Happened);
            return;
        }

        // Method: an address on this thread's own stack must lie in a writable VMA, and the program itself is mapped.
        ulong here = AddressOnStack();
        foreach (string pid in new[] { "self", $"{Environment.ProcessId}" })
        {
            RealMap map = LiveMaps.Read(pid);
            Assert.Contains(map.Vmas, v => v.Start <= here && here < v.End && v.Prot.HasFlag(Prot.Write));
            Assert.Contains(map.Vmas, v => v.FileId > 0 && v.Prot.HasFlag(Prot.Exec));
            Assert.Equal(Environment.SystemPageSize, map.PageBytes);
            Assert.Equal(map.Vmas.Length, MapsScaler.Scale(map).Vmas.Length);
        }
    }

    [Fact]
    public void A_process_id_beyond_the_kernels_largest_is_no_process()
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.Equal("there is no process 4194305 (/proc/4194305/maps does not exist)",
            Assert.Throws<LayoutException>(() => LiveMaps.Read("4194305")).Happened);
    }

    private static unsafe ulong AddressOnStack()
    {
        int local = 0;
        return (ulong)&local;
    }
}
