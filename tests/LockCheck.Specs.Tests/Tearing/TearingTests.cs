using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Tests.Invariants;
using LockCheck.Specs.Tests.Mutants;
using static LockCheck.Specs.Tests.Invariants.Script;
using static LockCheck.Specs.Tests.Invariants.Scripts;

namespace LockCheck.Specs.Tests.Tearing;

/// <summary>The numbers of tearing, worked out by hand.</summary>
public class TearingTests
{
    [Fact]
    public void One_state_without_overlap_is_no_tearing() =>
        Assert.Equal("states-1, overlap-0", Tears(ReportAll, Outlive));

    // [4,8) of the state before the split; its half of the state after it, which overlaps by two pages.
    [Fact]
    public void A_piece_after_the_whole_is_of_a_second_state() =>
        Assert.Equal("states-2, overlap-2", Tears(SplitUnderTheReader, Outlive));

    // 0-4 changes, then 8-12 does: nothing between them is of both states, and they do not touch each other.
    [Fact]
    public void Two_changes_apart_make_two_states_and_no_overlap() =>
        Assert.Equal("states-2, overlap-0", Tears(ChangeTwo, Outlive));

    [Fact]
    public void The_next_read_call_counts_from_one_again() =>
        Assert.Equal("states-1, overlap-2", Tears(SplitBetweenCalls, Outlive));

    // Ten changes of two VMAs in turn, each shown after its change: more than are counted.
    [Fact]
    public void States_are_counted_up_to_eight() =>
        Assert.Equal("states-8, overlap-4", Tears(ChangeTen, Outlive));

    // Seventeen commits that all differ, before the second record: the first one is of the first state.
    [Fact]
    public void A_call_that_sees_too_many_states_is_cut() =>
        Assert.Equal("states-1, overlap-0, cut", Tears(ChangeSeventeen, Outlive));

    [Fact]
    public void A_page_unmapped_ahead_of_the_reader_leaves_a_real_gap() =>
        Assert.Equal("states-1, overlap-0, real-gap", Tears(() => UnmapAround(isFirst: true), Outlive));

    [Fact]
    public void A_page_unmapped_behind_the_reader_leaves_a_real_gap() =>
        Assert.Equal("states-1, overlap-0, real-gap", Tears(() => UnmapAround(isFirst: false), Outlive));

    [Fact]
    public void A_page_mapped_throughout_leaves_a_false_gap() =>
        Assert.Equal("states-1, overlap-0, false-gap", Tears(static () => ReportAround(0)));

    [Fact]
    public void A_hole_in_every_state_is_no_gap() =>
        Assert.Equal("states-1, overlap-0", Tears(static () => ReportAround(0), layout: "0-4r 8-12r"));

    [Fact]
    public void A_page_mapped_behind_the_reader_leaves_a_real_gap() => Assert.Equal(
        "states-1, overlap-0, real-gap", Tears(MapBehind, Outlive, layout: "0-4r 8-12r"));

    // A read that fails is not complete: I1 decides nothing, and neither do gaps.
    [Fact]
    public void A_read_that_fails_leaves_no_false_gap() =>
        Assert.Equal("states-1, overlap-0", Tears(static () => ReportAround(Errno.EINTR)));

    // The reader is in the section: the piece is of its post-state, what follows is of both.
    [Fact]
    public void What_an_open_section_will_commit_counts_as_a_state()
    {
        Assert.Equal("states-2, overlap-2", Tears(static () => InTheSection(4, 6), Write, deliversUnlocked: true));
        Assert.Equal("states-1, overlap-0", Tears(static () => InTheSection(8, 12), Write, deliversUnlocked: true));
    }

    // Goal: a reader that holds the lock over its page shows one state in it. Method: every writer, twice; and once
    // with every fault.
    [Theory]
    [InlineData(Faults.None, 2)]
    [InlineData(Faults.Signal | Faults.Exit | Faults.NoMem, 1)]
    public void The_correct_reader_tears_no_page(Faults faults, int rounds)
    {
        foreach (var writer in Check.Known.MapWriters)
        {
            var scenario = Check.Of(CorrectReader.NameOfIt, writer.Name, new(2), faults, rounds) with
            {
                MeasuresTearing = true,
            };
            var marks = Check.Run(scenario).Findings.Select(finding => finding.Property!.Id).ToList();
            Assert.DoesNotContain(marks, id => id.StartsWith("tearing-states", StringComparison.Ordinal));
            Assert.DoesNotContain("tearing-false-gap", marks);
        }
    }

    // Goal: each reader has a history of its own. Method: what two readers show is what one shows.
    [Fact]
    public void Two_readers_are_torn_like_one()
    {
        var scenario = Check.Of("task_vma/v7-mm-ref", "mprotect-mid", RecordsPerPage.All) with
        {
            Writers = [new("mprotect-mid", 0), new("mprotect-mid", 2)],
            Invariants = [],
            MeasuresTearing = true,
        };
        var one = Check.Observations(Check.Run(scenario));
        Assert.Contains("tearing-states-2", one, StringComparison.Ordinal);
        Assert.Equal(one, Check.Observations(Check.Run(scenario with { Readers = 2 })));
    }

    // Goal: a measurement is no failure, and costs nothing unasked. Method: the state counts and the vector.
    [Fact]
    public void Nobody_pays_for_what_nobody_asked_for()
    {
        var scenario = Check.Of("task_vma/v7", "split-then-re-merge", RecordsPerPage.All);
        var plain = Check.Run(scenario);
        var named = Check.Run(scenario with
        {
            Invariants = ["I1", "I3", "I4", "I4'", "I5", "I5''", "I6", "I8", "I9", "I10", "I14", "I15", "E"],
        });
        var measured = Check.Run(scenario with { MeasuresTearing = true });
        Assert.Equal((plain.States, plain.VectorBytes), (named.States, named.VectorBytes));
        Assert.True(measured.VectorBytes > plain.VectorBytes);
        Assert.Equal(Verdict.VerifiedWithinBounds, measured.Verdict);
    }

    private static Routine<int> Write() => MemoryCalls.Mprotect(6, 8, 0);

    private static async Routine SplitUnderTheReader()
    {
        await Open();
        CallBegin();
        Report(4, 8, W);
        await Write();
        Report(6, 8, 0);
        CallEnd(2);
        Close();
    }

    private static async Routine SplitBetweenCalls()
    {
        await Open();
        CallBegin();
        Report(4, 8, W);
        CallEnd(1);
        await Write();
        CallBegin();
        Report(6, 8, 0);
        CallEnd(1);
        Close();
    }

    private static async Routine ChangeTwo()
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        await MemoryCalls.Mprotect(0, 4, 0);
        Report(4, 8, W);
        await MemoryCalls.Mprotect(8, 12, 0);
        Report(8, 12, 0);
        CallEnd(3);
        Close();
    }

    private static async Routine ChangeTen()
    {
        await Open();
        CallBegin();
        for (byte prot = 0; prot < 10; prot++)
        {
            await MemoryCalls.Mprotect(4, 8, (byte)(4 + (prot % 3)));
            Report(4, 8, (byte)(4 + (prot % 3)));
        }

        CallEnd(10);
        Close();
    }

    private static async Routine ChangeSeventeen()
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        for (byte round = 0; round < 17; round++)
        {
            await MemoryCalls.Mprotect((ushort)(round % 2 == 0 ? 4 : 8), (ushort)(round % 2 == 0 ? 8 : 12),
                (byte)(round / 2 % 8));
        }

        Report(4, 8, 0);
        CallEnd(2);
        Close();
    }

    private static async Routine UnmapAround(bool isFirst)
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        if (isFirst)
        {
            await MemoryCalls.Munmap(4, 8);
        }

        Report(8, 12, R);
        if (!isFirst)
        {
            await MemoryCalls.Munmap(4, 8);
        }

        CallEnd(2);
        Close();
    }

    private static async Routine MapBehind()
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        Report(8, 12, R);
        await MemoryCalls.Mmap(5, 6, W);
        CallEnd(2);
        Close();
    }

    private static async Routine InTheSection(ushort start, ushort end)
    {
        await Open();
        CallBegin();
        Report(4, 8, W);
        await WriterIsAt(Place.WriteUnlock);
        Report(start, end, start == 4 ? W : R);
        CallEnd(2);
        Close();
    }
}
