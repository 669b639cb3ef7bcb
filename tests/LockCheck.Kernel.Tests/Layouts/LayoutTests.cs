using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Tests.Layouts;

public class LayoutTests
{
    private static readonly LayoutVma Low = new(0, 4, Prot.Read);
    private static readonly LayoutVma High = new(4, 8, Prot.Read | Prot.Write);

    [Fact]
    public void A_layout_has_four_free_pages_above_its_last_vma_unless_told_otherwise()
    {
        Assert.Equal(12, new Layout([Low, High]).Pages);
        Assert.Equal(8, new Layout([Low, High], 8).Pages);
        Assert.Equal(65_535, new Layout([new LayoutVma(0, 65_533, Prot.Read)]).Pages);
    }

    [Fact]
    public void Layouts_are_equal_when_every_part_is()
    {
        var layout = new Layout([Low, High]);
        Assert.Equal(layout, new Layout([Low, High], 12));
        Assert.Equal(layout.GetHashCode(), new Layout([Low, High], 12).GetHashCode());
        Assert.NotEqual(layout, new Layout([Low, High], 13));
        Assert.NotEqual(layout, new Layout([Low, High], pageBytes: 65536));
        Assert.NotEqual(layout, new Layout([Low, High with { AnonVma = 1 }]));
        Assert.False(layout.Equals(null));
    }

    [Fact]
    public void The_offset_of_a_new_vma_is_its_page_number_and_stays_when_the_start_moves()
    {
        Assert.Equal(4, High.Pgoff);
        Assert.Equal(4, (High with { Start = 5 }).Pgoff);
    }

    [Fact]
    public void Only_a_name_given_by_prctl_counts_as_anon_name()
    {
        Assert.Equal("[anon:cache]", (Low with { Name = "[anon:cache]" }).AnonName);
        Assert.Null((Low with { Name = "[heap]" }).AnonName);
        Assert.Null(Low.AnonName);
    }

    [Fact]
    public void A_layout_without_vmas_is_refused()
        => Refused("the layout holds no VMA", () => new Layout([]));

    [Fact]
    public void Overlapping_vmas_are_refused_with_both_named()
        => Refused("VMA 3-8r overlaps the VMA before it, 0-4r",
            () => new Layout([Low, new LayoutVma(3, 8, Prot.Read) { Pgoff = 3 }]));

    [Fact]
    public void Unsorted_vmas_are_refused_with_both_named()
        => Refused("VMA 0-4r lies below the VMA before it, 4-8rw", () => new Layout([High, Low]));

    [Theory]
    [InlineData(4, 4)]
    [InlineData(5, 4)]
    [InlineData(-1, 4)]
    public void Ranges_without_pages_are_refused(int start, int end)
        => Assert.Contains("is empty, backwards or negative", Assert.Throws<LayoutException>(
            () => new Layout([new LayoutVma(start, end, Prot.Read)])).Happened);

    [Fact]
    public void Page_numbers_beyond_16_bits_are_refused()
        => Refused("the address space needs 65536 pages; the most is 65535",
            () => new Layout([new LayoutVma(0, 65_536, Prot.Read)]));

    [Fact]
    public void An_address_space_smaller_than_its_vmas_is_refused()
        => Refused("the address space has 7 pages, but the last VMA, 4-8rw, ends at 8",
            () => new Layout([Low, High], 7));

    [Fact]
    public void Values_that_mean_nothing_are_refused()
    {
        const string Negative = "has a negative file, offset or anon_vma, or an offset beyond 2147483647 pages";
        Refused($"VMA 0-4r,file=-1 {Negative}", () => new Layout([Low with { FileId = -1 }]));
        Refused($"VMA 0-4r,pgoff=-1 {Negative}", () => new Layout([Low with { Pgoff = -1 }]));
        Refused($"VMA 0-4r,anon_vma=-1 {Negative}", () => new Layout([Low with { AnonVma = -1 }]));
        Refused($"VMA 0-4r,pgoff=2147483645 {Negative}", () => new Layout([Low with { Pgoff = int.MaxValue - 2 }]));
        Refused("VMA 0-4r has protection or trait bits that nobody defined (17, 0)",
            () => new Layout([Low with { Prot = (Prot)17 }]));
        Refused("VMA 0-4r has protection or trait bits that nobody defined (1, 8)",
            () => new Layout([Low with { Traits = (VmaTraits)8 }]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    [InlineData(12288)]
    public void A_page_size_that_no_machine_has_is_refused(int bytes)
        => Refused($"a page of {bytes} bytes is not possible", () => new Layout([Low], pageBytes: bytes));

    [Theory]
    [InlineData(0x2000, 0x2000)]
    [InlineData(0x2000, 0x1000)]
    [InlineData(0x2000, 0)]
    [InlineData(0x2001, 0x3000)]
    public void Real_addresses_that_are_no_range_of_pages_are_refused(ulong start, ulong end)
        => Assert.Contains("are empty, backwards or not multiples of 4096", Assert.Throws<LayoutException>(
            () => new Layout([Low with { RealStart = start, RealEnd = end }])).Happened);

    [Theory]
    [InlineData(4, 0x7000, 0x8000)] // a gap where the model has none
    [InlineData(5, 0x6000, 0x8000)] // no gap where the model has one
    [InlineData(5, 0x1000, 0x2000)] // another order
    public void Real_addresses_that_contradict_the_model_ranges_are_refused(int highStart, ulong start, ulong end)
        => Assert.Contains("contradict their page ranges", Assert.Throws<LayoutException>(() => new Layout(
            [
                Low with { RealStart = 0x4000, RealEnd = 0x6000 },
                High with { Start = highStart, RealStart = start, RealEnd = end },
            ])).Happened);

    [Fact]
    public void An_error_says_what_happened_the_usual_cause_and_what_to_do_on_one_line()
    {
        var e = Assert.Throws<LayoutException>(() => new Layout([]));
        Assert.Equal(
            "the layout holds no VMA. Usual cause: an empty text, or a process that has no memory map. "
                + "What to do: give at least one range, for example: 0-4r.",
            e.Message);
    }

    private static void Refused(string happened, Func<Layout> make)
        => Assert.Equal(happened, Assert.Throws<LayoutException>(make).Happened);
}
