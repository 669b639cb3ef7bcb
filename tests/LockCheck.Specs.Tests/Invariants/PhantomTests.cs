using LockCheck.Engine;
using LockCheck.Kernel;
using static LockCheck.Specs.Tests.Invariants.Script;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>I3: a record equals a VMA of some state of the read.</summary>
public class PhantomTests
{
    [Theory]
    [InlineData(4, 8, W, false)]
    [InlineData(4, 8, R, true)]
    [InlineData(4, 7, W, true)]
    [InlineData(3, 8, W, true)]
    [InlineData(12, 13, W, true)]
    public void Range_and_attributes_have_to_be_those_of_one_VMA(int start, int end, byte prot, bool isPhantom) =>
        Assert.Equal(isPhantom, Breaks("I3", () => ReportOnce((ushort)start, (ushort)end, prot)));

    [Theory]
    [InlineData(4, 8, W, false)]
    [InlineData(5, 8, W, false)]
    [InlineData(4, 7, W, false)]
    [InlineData(5, 8, R, true)]
    [InlineData(3, 8, W, true)]
    [InlineData(5, 9, W, true)]
    [InlineData(12, 13, W, true)]
    public void A_part_has_to_lie_inside_one_VMA(int start, int end, byte prot, bool isPhantom) =>
        Assert.Equal(
            isPhantom, Breaks("I3", () => ReportPart((ushort)start, (ushort)end, prot), reportsParts: true));

    // The anon_vma and the traits are not shown; the offset and what backs the memory are.
    [Fact]
    public void What_is_not_shown_is_not_compared()
    {
        const string Layout = "0-4r,anon_vma=1,growsdown 4-8w,file=1,pgoff=7";
        Assert.False(Breaks("I3", static () => ReportOnce(0, 4, R), layout: Layout));
        Assert.True(Breaks("I3", static () => ReportOnce(4, 8, W), layout: Layout));
    }

    // What a reader copied under the lock may be outdated when it is delivered. All of it was a state of the read.
    [Fact]
    public void A_reader_that_delivers_unlocked_may_deliver_an_earlier_state()
    {
        Assert.False(Breaks("I3", ReportOutdated, deliversUnlocked: true));
        Assert.True(Breaks("I3", ReportOutdated));
    }

    [Fact]
    public void A_state_before_the_read_does_not_count() =>
        Assert.True(Breaks("I3", ReportOlderThanTheRead, deliversUnlocked: true));

    [Fact]
    public void Both_states_around_an_open_section_count()
    {
        Assert.False(Breaks("I3", static () => ReportInsideTheSection(4, 8, W), Write, deliversUnlocked: true));
        Assert.False(Breaks("I3", static () => ReportInsideTheSection(6, 8, 0), Write, deliversUnlocked: true));
        Assert.False(Breaks("I3", static () => ReportInsideTheSection(0, 4, R), Write, deliversUnlocked: true));
    }

    // mprotect of the tail: it is split off with the old protection first, which no commit ever shows.
    [Fact]
    public void What_is_there_only_inside_a_section_is_a_phantom()
    {
        Assert.True(Breaks("I3", static () => ReportInsideTheSection(6, 8, W), Write, deliversUnlocked: true));
        Assert.True(Breaks("I3", static () => ReportInsideTheSection(4, 6, R), Write, deliversUnlocked: true));
    }

    private static Routine<int> Write() => MemoryCalls.Mprotect(6, 8, 0);

    // As RollupCount does: the offset stays that of the whole VMA.
    private static async Routine ReportPart(ushort start, ushort end, byte prot)
    {
        await Open();
        KernelModel.Current.Events.Record(new MapRecord(start, end, new VmaAttributes(4, 0, 0, prot, 0)));
        Close();
    }

    private static async Routine ReportOnce(ushort start, ushort end, byte prot)
    {
        await Open();
        Report(start, end, prot);
        Close();
    }

    private static async Routine ReportOutdated()
    {
        await Open();
        Report(0, 4, R);
        await Write();
        Report(4, 8, W);
        Report(8, 12, R);
        Close();
    }

    private static async Routine ReportOlderThanTheRead()
    {
        await Write();
        await ReportOnce(4, 8, W);
    }

    private static async Routine ReportInsideTheSection(ushort start, ushort end, byte prot)
    {
        await WriterIsAt(Place.TreeStore);
        Begin();
        Report(start, end, prot);
        Close();
    }
}
