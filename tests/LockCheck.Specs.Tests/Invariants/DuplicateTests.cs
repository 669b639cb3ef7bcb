using LockCheck.Engine;
using LockCheck.Kernel;
using static LockCheck.Specs.Tests.Invariants.Script;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>I4, I4', I5, I5'' and code E: a record against the one before it.</summary>
public class DuplicateTests
{
    private static readonly string[] All = ["E", "I4", "I4'", "I5", "I5''"];

    [Theory]
    [InlineData(4, 8, 8, 12, "")]
    [InlineData(4, 8, 9, 12, "")]
    [InlineData(4, 8, 4, 8, "E I4 I5 I5''")]
    [InlineData(4, 8, 6, 8, "I4 I5")]
    [InlineData(4, 8, 4, 6, "I4 I5")]
    [InlineData(4, 8, 6, 9, "I5")]
    [InlineData(4, 8, 3, 9, "I4' I5")]
    [InlineData(4, 8, 0, 4, "I4 I4' I5")]
    public void Two_records_break(int start, int end, int nextStart, int nextEnd, string expected) =>
        Assert.Equal(expected, Broken(() => Two((ushort)start, (ushort)end, (ushort)nextStart, (ushort)nextEnd)));

    [Fact]
    public void The_first_record_of_a_read_is_compared_with_nothing() =>
        Assert.Equal(string.Empty, Broken(static () => Two(0, 4, 4, 8, reopens: true)));

    // The same VMA with another protection is another record.
    [Fact]
    public void A_change_of_the_protection_makes_no_exact_duplicate() =>
        Assert.Equal("I4 I5", Broken(static () => Again(4, 8, rounds: 1, nextProt: 0)));

    [Fact]
    public void A_duplicate_after_the_change_of_another_VMA_is_one() =>
        Assert.Equal("E I4 I5 I5''", Broken(static () => Again(0, 4, rounds: 1, nextProt: W)));

    // Changed and changed back: nobody can tell, and it is a real change.
    [Fact]
    public void A_duplicate_after_a_change_and_its_undoing_is_right() =>
        Assert.Equal("E I4 I5", Broken(static () => Again(4, 8, rounds: 2, nextProt: W)));

    // A split and a merge change more pages than the call names.
    [Fact]
    public void A_change_of_a_part_changes_the_VMA() =>
        Assert.Equal("E I4 I5", Broken(static () => Again(7, 8, rounds: 2, nextProt: W)));

    // The map is the same at every commit, and the VMA is another one.
    [Fact]
    public void A_duplicate_of_a_replaced_VMA_is_right() => Assert.Equal("E I4 I5", Broken(Replaced));

    private static string Broken(Func<Routine> read) => string.Join(' ', All.Where(id => Breaks(id, read)));

    private static async Routine Two(ushort start, ushort end, ushort nextStart, ushort nextEnd, bool reopens = false)
    {
        await Open();
        Report(start, end, R);
        if (reopens)
        {
            Close();
            await Open();
            nextStart = 0;
            nextEnd = 4;
        }

        Report(nextStart, nextEnd, R);
        Close();
    }

    private static async Routine Replaced()
    {
        await Open();
        Report(4, 8, W);
        await MemoryCalls.MapFixedNew(4, 8, W);
        Report(4, 8, W);
        Close();
    }

    /// <summary>Reports the middle VMA, changes a range to no protection and back, and reports the VMA again.</summary>
    private static async Routine Again(ushort start, ushort end, int rounds, byte nextProt)
    {
        await Open();
        Report(4, 8, W);
        await MemoryCalls.Mprotect(start, end, 0);
        if (rounds > 1)
        {
            await MemoryCalls.Mprotect(start, end, W);
        }

        Report(4, 8, nextProt);
        Close();
    }
}
