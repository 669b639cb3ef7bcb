using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Tests.Layouts;

public class AddressMapTests
{
    [Fact]
    public void Edges_of_vmas_are_exact_and_the_last_edge_inside_is_approximate()
    {
        // Four model pages for 256 real ones, a gap of two for many, one page for one, a gap of one for one, 3 above.
        var layout = LayoutText.Parse(
            "2-6r,real=7f0000000000-7f0000100000 8-9r,real=7f1000000000-7f1000001000 "
            + "10-12r,real=7f1000002000-7f1000004000 pages=15");
        var map = new AddressMap(layout);
        Assert.Equal(
            [
                "00000000", "~7efffffff000",
                "7f0000000000", "7f0000001000", "7f0000002000", "~7f0000003000",
                "7f0000100000", "~7f0000101000",
                "7f1000000000",
                "7f1000001000",
                "7f1000002000", "7f1000003000",
                "7f1000004000", "7f1000005000", "~7f1000006000", "~7f1000007000",
            ],
            Enumerable.Range(0, 16).Select(map.RealAddress));
    }

    [Fact]
    public void An_edge_that_the_layout_names_is_exact_wherever_it_lies()
    {
        var map = new AddressMap(LayoutText.Parse(
            "1-3r,real=7f0000000000-7f0000100000 pages=5 edge=2:7f00000f0000 edge=4:7f0000200000 edge=5:7f0000300000"));
        Assert.Equal(
            ["7f0000000000", "7f00000f0000", "7f0000100000", "7f0000200000", "7f0000300000"],
            Enumerable.Range(1, 5).Select(map.RealAddress));
    }

    [Fact]
    public void A_range_shows_both_its_edges()
    {
        var map = new AddressMap(LayoutText.Parse("0-4r,real=400000-500000 4-5w"));
        Assert.Equal("00400000-00500000", map.RealRange(0, 4));
        Assert.Equal("00401000-~00403000", map.RealRange(1, 3));
        Assert.Null(map.RealRange(0, 5));
    }

    [Fact]
    public void A_synthetic_layout_has_no_addresses()
    {
        var map = new AddressMap(LayoutText.Parse("1-4r 4-8w"));
        Assert.All(Enumerable.Range(0, 13), page => Assert.Null(map.RealAddress(page)));
    }

    [Fact]
    public void Beside_a_synthetic_vma_only_edges_of_real_ones_are_known()
    {
        var map = new AddressMap(LayoutText.Parse(
            "0-2r,real=400000-402000 2-4w 6-8r,real=500000-502000 10-11w pages=12"));
        Assert.Equal(
            [
                "00400000", "00401000", "00402000", null, null, null,
                "00500000", "00501000", "00502000", null, null, null, null,
            ],
            Enumerable.Range(0, 13).Select(map.RealAddress));
    }

    [Fact]
    public void More_model_pages_than_real_ones_never_lead_past_the_end()
    {
        var map = new AddressMap(LayoutText.Parse("1-5r,real=400000-402000"));
        Assert.Equal(
            ["00400000", "~00401000", "~00402000", "~00402000", "00402000"],
            Enumerable.Range(1, 5).Select(map.RealAddress));
    }

    [Fact]
    public void Below_the_first_vma_addresses_are_exact_when_no_page_was_left_out()
    {
        var map = new AddressMap(LayoutText.Parse("2-3r,real=2000-3000"));
        Assert.Equal(["00000000", "00001000", "00002000"], Enumerable.Range(0, 3).Select(map.RealAddress));
    }

    [Fact]
    public void The_page_size_of_the_layout_counts()
        => Assert.Equal(
            "00020000", new AddressMap(LayoutText.Parse("0-2r,real=10000-30000 page_bytes=65536")).RealAddress(1));

    [Theory]
    [InlineData(-1)]
    [InlineData(9)]
    public void Pages_outside_the_address_space_are_refused(int page)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new AddressMap(LayoutText.Parse("0-4r")).RealAddress(page));

    [Theory]
    [InlineData("cat")]
    [InlineData("bash")]
    [InlineData("python")]
    public void Every_edge_of_a_scaled_map_leads_back_to_its_address(string program)
    {
        RealMap real = RecordedMaps.Parse(program);
        Layout layout = LayoutText.Parse(MapsScaler.Scale(real).ToString());
        var map = new AddressMap(layout);
        for (int i = 0; i < real.Vmas.Length; i++)
        {
            Assert.Equal(
                $"{real.Vmas[i].Start:x8}-{real.Vmas[i].End:x8}",
                map.RealRange(layout.Vmas[i].Start, layout.Vmas[i].End));
        }
    }

    [Fact]
    public void Addresses_never_decrease_from_page_to_page()
    {
        var seeded = new SeededLayouts(4);
        for (int run = 0; run < 1_000; run++)
        {
            Layout layout = MapsScaler.Scale(seeded.RealMap());
            var map = new AddressMap(layout);
            ulong[] addresses = [.. Enumerable.Range(0, layout.Pages + 1)
                .Select(page => Convert.ToUInt64(map.RealAddress(page)!.TrimStart('~'), 16))];
            Assert.Equal(addresses.Order().Distinct(), addresses);
        }
    }
}
