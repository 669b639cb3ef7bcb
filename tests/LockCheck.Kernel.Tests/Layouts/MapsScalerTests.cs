using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Tests.Layouts;

public class MapsScalerTests
{
    [Fact]
    public void Large_vmas_and_gaps_shrink_and_small_ones_keep_their_size()
    {
        Layout layout = Scale(
            Vma(0x400, 1), Vma(0x401, 3, Prot.Write), Vma(0x405, 4), Vma(0x409, 5, Prot.Write), Vma(0x500, 99));
        Assert.Equal(["2-3", "3-6", "7-11", "11-15", "17-21"], layout.Vmas.Select(v => $"{v.Start}-{v.End}"));
        Assert.Equal(25, layout.Pages);
        Assert.Equal((0x400000UL, 0x401000UL), (layout.Vmas[0].RealStart, layout.Vmas[0].RealEnd));
    }

    [Fact]
    public void Sizes_can_be_chosen()
    {
        var map = new RealMap([Vma(0, 9), Vma(20, 9)], 0, 4096);
        Layout layout = MapsScaler.Scale(map, new MapsScaling { PagesPerVma = 8, PagesPerGap = 1, SlackPages = 0 });
        Assert.Equal(["0-8", "9-17"], layout.Vmas.Select(v => $"{v.Start}-{v.End}"));
        Assert.Equal(17, layout.Pages);
        Assert.Throws<ArgumentOutOfRangeException>(() => MapsScaler.Scale(map, new MapsScaling { PagesPerVma = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => MapsScaler.Scale(map, new MapsScaling { PagesPerGap = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => MapsScaler.Scale(map, new MapsScaling { SlackPages = -1 }));
    }

    [Fact]
    public void A_page_is_as_large_as_on_the_machine_the_map_comes_from()
    {
        var map = new RealMap([new RealVma(0x10000, 0x20000, Prot.Read)], 0, 65536);
        Layout layout = MapsScaler.Scale(map);
        Assert.Equal("1-2r,real=10000-20000 page_bytes=65536", layout.ToString());
    }

    [Fact]
    public void Offsets_of_a_file_stay_contiguous_where_they_were_and_nowhere_else()
    {
        // Text and data follow each other in the file too; the third part shows a page of the second again.
        Layout layout = Scale(File(0x400, 10, 0), File(0x40a, 10, 10, Prot.Exec), File(0x414, 10, 19, Prot.Write));
        Assert.Equal(layout.Vmas[0].Pgoff + layout.Vmas[0].Pages, layout.Vmas[1].Pgoff);
        Assert.NotEqual(layout.Vmas[1].Pgoff + layout.Vmas[1].Pages, layout.Vmas[2].Pgoff);
    }

    [Fact]
    public void Two_parts_of_a_file_that_would_merge_over_the_gap_between_them_still_would()
    {
        Layout layout = Scale(File(0x400, 10, 0), File(0x500, 10, 0x100), File(0x600, 10, 0x1ff));
        LayoutVma[] v = [.. layout.Vmas];
        Assert.Equal(v[1].Start - v[0].Start, v[1].Pgoff - v[0].Pgoff);
        Assert.NotEqual(v[2].Start - v[0].Start, v[2].Pgoff - v[0].Pgoff);
    }

    [Fact]
    public void Offsets_of_anonymous_memory_are_page_numbers()
        => Assert.All(MapsScaler.Scale(RecordedMaps.Parse("python")).Vmas.Where(v => v.FileId == 0),
            v => Assert.Equal(v.Start, v.Pgoff));

    [Fact]
    public void Neighbours_that_the_kernel_kept_apart_for_no_visible_reason_get_different_anon_vmas()
    {
        // The third merges with the second as far as anybody can see; the fourth has another protection anyway.
        Layout layout = Scale(
            Vma(0x400, 2), Vma(0x402, 2), Vma(0x404, 2), Vma(0x406, 2, Prot.Write), Vma(0x409, 2, Prot.Write));
        Assert.Equal([1, 2, 3, 0, 0], layout.Vmas.Select(v => v.AnonVma));
    }

    [Fact]
    public void Special_mappings_other_names_and_offsets_that_do_not_follow_need_no_anon_vma()
    {
        RealVma special = Vma(0x400, 2) with { Traits = VmaTraits.Special };
        RealVma named = Vma(0x404, 2) with { Name = "[anon:a]" };
        Layout layout = Scale(
            special, special with { Start = 0x402000, End = 0x404000 }, named, Vma(0x406, 2),
            File(0x408, 2, 0), File(0x40a, 2, 0));
        Assert.All(layout.Vmas, v => Assert.Equal(0, v.AnonVma));
    }

    [Fact]
    public void The_heap_behind_the_bss_of_bash_is_kept_apart()
    {
        Layout layout = MapsScaler.Scale(RecordedMaps.Parse("bash"));
        LayoutVma heap = Assert.Single(layout.Vmas, v => v.Name == "[heap]");
        LayoutVma bss = Assert.Single(layout.Vmas, v => v.End == heap.Start);
        Assert.Equal((3, 4), (bss.AnonVma, heap.AnonVma)); // 1 and 2: the read-only data of bash and its RELRO part
    }

    [Fact]
    public void The_map_of_cat_scales_as_recorded()
    {
        // data/maps/cat.layout: one token a line, which the parser takes too.
        string golden = System.IO.File.ReadAllText(RecordedMaps.PathOf("cat.layout"));
        Layout layout = MapsScaler.Scale(RecordedMaps.Parse("cat"));
        Assert.Equal(golden, layout.ToString().Replace(' ', '\n') + "\n");
        Assert.Equal(layout, LayoutText.Parse(golden));
    }

    [Fact]
    public void A_map_with_more_vmas_than_pages_is_refused_with_a_way_out()
    {
        var vmas = Enumerable.Range(0, 20_000).Select(i => Vma((ulong)i * 8, 4));
        var e = Assert.Throws<LayoutException>(() => MapsScaler.Scale(new RealMap([.. vmas], 0, 4096)));
        Assert.StartsWith("the map's 20000 VMAs need at least ", e.Happened);
        Assert.StartsWith("scale with fewer pages", e.ToDo);
    }

    [Fact]
    public void Order_adjacency_gaps_and_attributes_survive_for_any_map_and_any_scale()
    {
        var seeded = new SeededLayouts(3);
        for (int run = 0; run < 3_000; run++)
        {
            RealMap map = seeded.RealMap();
            var scaling = new MapsScaling { PagesPerVma = 1 + seeded.Below(6), PagesPerGap = 1 + seeded.Below(3) };
            Layout layout = MapsScaler.Scale(map, scaling);
            Assert.Equal(map.Vmas.Length, layout.Vmas.Length);
            for (int i = 0; i < map.Vmas.Length; i++)
            {
                Same(map.Vmas[i], layout.Vmas[i], scaling);
                if (i > 0) SameRelation(map.Vmas[i - 1], map.Vmas[i], layout.Vmas[i - 1], layout.Vmas[i], scaling);
            }

            Assert.Equal(layout, LayoutText.Parse(layout.ToString()));
        }
    }

    private static void Same(RealVma real, LayoutVma vma, MapsScaling scaling)
    {
        Assert.Equal((real.Start, real.End, real.Prot), (vma.RealStart, vma.RealEnd, vma.Prot));
        Assert.Equal((real.Traits, real.FileId, real.Name), (vma.Traits, vma.FileId, vma.Name));
        Assert.Equal(Math.Min(PagesOf(real.End - real.Start), scaling.PagesPerVma), vma.Pages);
    }

    private static void SameRelation(
        RealVma realLow, RealVma realHigh, LayoutVma low, LayoutVma high, MapsScaling scaling)
    {
        Assert.Equal(Math.Min(PagesOf(realHigh.Start - realLow.End), scaling.PagesPerGap), high.Start - low.End);
        if (realLow.FileId == 0 || realLow.FileId != realHigh.FileId) return;
        bool realLine = realHigh.Start - realLow.Start == realHigh.OffsetBytes - realLow.OffsetBytes;
        Assert.Equal(realLine, high.Start - low.Start == high.Pgoff - low.Pgoff);
    }

    private static long PagesOf(ulong bytes) => (long)bytes / 4096;

    private static Layout Scale(params RealVma[] vmas) => MapsScaler.Scale(new RealMap([.. vmas], 0, 4096));

    private static RealVma Vma(ulong page, ulong pages, Prot prot = Prot.Read)
        => new(page * 4096, (page + pages) * 4096, prot);

    private static RealVma File(ulong page, ulong pages, ulong offsetPages, Prot prot = Prot.Read)
        => Vma(page, pages, prot) with { FileId = 1, OffsetBytes = offsetPages * 4096, Name = "/lib/a" };
}
