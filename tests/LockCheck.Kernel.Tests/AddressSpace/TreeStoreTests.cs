using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// Which stores change a node in place, and which replace it (protocols.md 1.6; mas_wr_store_type and
/// mas_wr_extend_null of lib/maple_tree.c for a tree in RCU mode).
/// </summary>
public class TreeStoreTests
{
    private const string Full = "0-4r 4-8w 8-12r";
    private const string Gaps = "2-4r 6-8w";

    [Theory]
    [InlineData(Full, "4-8", "exactly one entry", "SameRange 4-8")]
    [InlineData(Full, "0-6", "one entry and the head of the next", "TwoSlots 0-4")]
    [InlineData(Full, "4-10", "the same, further on", "TwoSlots 4-8")]
    [InlineData(Full, "2-8", "the tail of one entry and the next", "TwoSlots 4-8")]
    [InlineData(Full, "2-6", "a tail and a head: one slot more", "NewNode")]
    [InlineData(Full, "0-8", "exactly two entries: one slot less", "NewNode")]
    [InlineData(Full, "4-6", "the head of one entry: one slot more", "NewNode")]
    [InlineData(Full, "6-8", "the tail of one entry", "NewNode")]
    [InlineData(Full, "5-6", "the middle of one entry", "NewNode")]
    [InlineData(Full, "0-10", "three slots", "NewNode")]
    [InlineData(Full, "0-12", "everything", "NewNode")]
    [InlineData(Full, "8-14", "the last entry and some of the gap behind it", "TwoSlots 8-12")]
    [InlineData(Full, "12-14", "the head of the gap behind the last", "NewNode")]
    [InlineData(Gaps, "4-6", "exactly a gap", "SameRange 4-6")]
    [InlineData(Gaps, "2-5", "growth into a gap", "TwoSlots 2-4")]
    [InlineData(Gaps, "1-4", "growth down into a gap", "TwoSlots 2-4")]
    [InlineData(Gaps, "0-3", "a gap and the head of an entry", "TwoSlots 0-2")]
    [InlineData(Gaps, "2-6", "growth that fills the gap", "NewNode")]
    [InlineData(Gaps, "4-5", "the head of a gap", "NewNode")]
    public void A_store_of_a_VMA(string layout, string range, string goal, string expected) =>
        Assert.Equal($"{goal}: {expected}", $"{goal}: {Kind(layout, range, new Vma(9))}");

    [Theory]
    [InlineData(Full, "4-8", "between two entries", "SameRange 4-8")]
    [InlineData(Full, "0-4", "at the bottom", "SameRange 0-4")]
    [InlineData(Full, "8-12", "before a gap, which it takes in", "NewNode")]
    [InlineData(Full, "4-12", "two entries and the gap", "NewNode")]
    [InlineData(Full, "10-12", "the tail of the last: the boundary to the gap moves", "TwoSlots 12-65535")]
    [InlineData(Full, "5-6", "a hole in an entry", "NewNode")]
    [InlineData(Full, "2-8", "the tail of one entry and the next", "TwoSlots 4-8")]
    [InlineData(Gaps, "2-4", "between two gaps, which become one", "NewNode")]
    [InlineData(Gaps, "2-3", "a head behind a gap", "TwoSlots 0-2")]
    [InlineData(Gaps, "3-4", "a tail before a gap", "TwoSlots 4-6")]
    [InlineData(Gaps, "7-8", "a tail before the last gap", "TwoSlots 8-65535")]
    [InlineData(Gaps, "4-6", "a gap again", "SameRange 4-6")]
    [InlineData(Gaps, "5-6", "part of a gap", "SameRange 4-6")]
    [InlineData(Gaps, "1-3", "part of a gap and a head", "TwoSlots 0-2")]
    [InlineData(Gaps, "2-8", "all entries", "NewNode")]
    public void A_store_of_NULL_takes_in_gaps_beside_it(string layout, string range, string goal, string expected) =>
        Assert.Equal($"{goal}: {expected}", $"{goal}: {Kind(layout, range, Vma.None)}");

    // The slot, then the pivot: in between the whole of the overwritten entry, and no more, has the new object.
    [Theory]
    [InlineData("4-10", "0-4@1 4-8@2 8-12@3", "0-4@1 4-8@4 8-12@3", "0-4@1 4-10@4 10-12@3")]
    [InlineData("2-8", "0-4@1 4-8@2 8-12@3", "0-4@1 4-8@4 8-12@3", "0-2@1 2-8@4 8-12@3")]
    public void A_store_in_place_has_two_steps(string range, params string[] expected)
    {
        var settings = Settings(Full, StoreNew, range);
        Assert.Equal(expected, Lab.Lines(settings, "w look w look w look"));
        Assert.Equal(
            ["mmap_write_lock(mm1)", $"tree store {range}", $"tree pivot store {range}"],
            Lab.Play(settings, "w w w").Steps.Select(step => step.Operation));
    }

    // A neighbour that grows has its own slot already: only the pivot moves.
    [Fact]
    public void A_store_in_place_of_the_same_object_has_one() => Assert.Equal(
        ["0-4@1 4-8@2 8-12@3", "0-6@1 6-8@2 8-12@3"],
        Lab.Lines(Settings(Full, StoreFirst, "0-6"), "w look w look"));

    private static string Kind(string layout, string range, Vma vma)
    {
        var (start, end) = Parse(range);
        return Lab.Lines(Lab.Settings(layout, new ScriptActor("w", () => Classify(start, end, vma))), "w")[0];
    }

    private static KernelSettings Settings(string layout, Func<int, int, Routine> store, string range)
    {
        var (start, end) = Parse(range);
        return Lab.Settings(
            layout, new ScriptActor("w", () => store(start, end)), new ScriptActor("look", Look)) with
        {
            Era = VmaLockEra.C,
        };
    }

    private static (int Start, int End) Parse(string range)
    {
        var words = range.Split('-');
        return (int.Parse(words[0]), int.Parse(words[1]));
    }

    private static async Routine Classify(int start, int end, Vma vma)
    {
        await Step.At("classify");
        var (kind, slot) = TreeStore.Classify(Mm.First, start, end, vma);
        Notes.Add(kind == StoreKind.NewNode ? $"{kind}" : $"{kind} {slot.Start}-{slot.End}");
    }

    private static async Routine StoreNew(int start, int end)
    {
        await Mm.First.Lock.Write();
        await TreeStore.Store(Mm.First, start, end, VmaSlab.Allocate(Mm.First));
        await Mm.First.Lock.WriteUnlock();
    }

    private static async Routine StoreFirst(int start, int end)
    {
        await Mm.First.Lock.Write();
        await TreeStore.Store(Mm.First, start, end, new Vma(1));
        await Mm.First.Lock.WriteUnlock();
    }

    private static async Routine Look()
    {
        while (true)
        {
            await Step.At("look");
            var entries = KernelModel.Current.Tree.Span()[..Mm.First.Raw.TreeCount].ToArray();
            Notes.Add(string.Join(' ', entries.Select(entry => $"{entry.Start}-{entry.End}@{entry.Vma.Value}")));
        }
    }
}
