using LockCheck.Conformance.Model;
using LockCheck.Conformance.Resume;
using LockCheck.Conformance.Targets;
using LockCheck.Conformance.Tests.Support;

namespace LockCheck.Conformance.Tests.Resume;

/// <summary>The text of maps and smaps, record by record.</summary>
public class TextListingTests
{
    private const string Smaps =
        "200000000000-200000002000 r--p 00000000 00:00 0 \nSize:                  8 kB\nVmFlags: rd mr mw me \n"
        + "ffffffffff600000-ffffffffff601000 --xs 00000000 00:00 0                  [vsyscall]\nRss: 0 kB\n";

    [Fact]
    public void A_record_begins_with_an_address()
    {
        var records = TextListing.Records(Smaps).ToList();
        Assert.Equal(Smaps, string.Concat(records));
        Assert.Equal(
            [
                new ShownVma(0x2000_0000_0000, 0x2000_0000_2000, 1),
                new ShownVma(0xffff_ffff_ff60_0000, 0xffff_ffff_ff60_1000, 12),
            ],
            records.Select(TextListing.VmaOf));
        Assert.Empty(TextListing.Records(""));
    }

    [KernelFact]
    public void One_record_a_call_is_the_same_as_all_at_once()
    {
        using var target = TargetProcess.Start();
        foreach (var file in (string[])["maps", "smaps"])
        {
            using var listing = new TextListing($"/proc/{target.Id}/{file}");
            using var all = new TextListing($"/proc/{target.Id}/{file}");
            var shown = new List<ShownVma>();
            while (listing.Next() is { } vma)
            {
                shown.Add(vma);
            }

            Assert.Equal(all.Rest(), shown);
            Assert.NotEmpty(shown);
        }
    }
}
