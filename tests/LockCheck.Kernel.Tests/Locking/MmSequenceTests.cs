using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Locking;

/// <summary>mm_lock_seq and mm_wr_seq as their readers see them (protocols.md 1.5).</summary>
public class MmSequenceTests
{
    [Theory]
    [InlineData("nobody writes", "r r", "begun: True", "retry: False")]
    [InlineData("the number is odd inside a critical section", "w r r", "begun: False", "retry: True")]
    [InlineData("and even after it", "w w r r", "begun: True", "retry: False")]
    [InlineData("a writer is inside", "r w r", "begun: True", "retry: True")]
    [InlineData("a writer was inside", "r w w r", "begun: True", "retry: True")]
    [InlineData("a downgrade ends the section", "d d r r", "begun: True", "retry: False")]
    [InlineData("and makes the number even", "r d d r", "begun: True", "retry: True")]
    [InlineData("a reader of the mmap_lock moves nothing", "r s r", "begun: True", "retry: False")]
    [InlineData("a commit does not make an odd sample good", "w r w r", "begun: False", "retry: True")]
    public void Speculation(string goal, string schedule, params string[] expected) =>
        Assert.Equal([goal, .. expected], [goal, .. Lines(schedule)]);

    [Theory]
    [InlineData("nobody writes", "s s s", "same: True")]
    [InlineData("a write lock moves it", "s s w s", "same: False")]
    [InlineData("for good", "s s w w s", "same: False")]
    [InlineData("recorded by the writer: its release does not move it", "x x x", "same: True")]
    [InlineData("recorded by the writer: the next write lock does", "x x w x", "same: False")]
    [InlineData("recorded by the writer: its downgrade does not", "y y y y", "same: True")]
    public void The_write_sequence(string goal, string schedule, params string[] expected) =>
        Assert.Equal([goal, .. expected], [goal, .. Lines(schedule)]);

    [Fact]
    public void The_write_sequence_is_recorded_under_the_lock() => Assert.Equal(
        ["UnlockWithoutLock"],
        Lab.Misuses(Lab.Settings("0-4r", new ScriptActor("r", RecordBare)) with { Era = VmaLockEra.C }));

    private static IReadOnlyList<string> Lines(string schedule) => Lab.Lines(
        Lab.Settings(
            "0-4r",
            new ScriptActor("r", Speculate),
            new ScriptActor("s", RecordForRead),
            new ScriptActor("w", Write),
            new ScriptActor("d", Downgrade),
            new ScriptActor("x", RecordForWrite),
            new ScriptActor("y", RecordAndDowngrade)) with
        {
            Era = VmaLockEra.C,
        },
        schedule);

    private static async Routine Speculate()
    {
        Notes.Add($"begun: {await Mm.First.Sequence.TryBegin()}");
        Notes.Add($"retry: {await Mm.First.Sequence.Retry()}");
    }

    private static async Routine RecordForRead()
    {
        await Mm.First.Lock.Read();
        Mm.First.Sequence.RecordWriteSequence();
        await Mm.First.Lock.ReadUnlock();
        Notes.Add($"same: {await Mm.First.Sequence.WriteSequenceIsSame()}");
    }

    private static async Routine RecordForWrite()
    {
        await Mm.First.Lock.Write();
        Mm.First.Sequence.RecordWriteSequence();
        await Mm.First.Lock.WriteUnlock();
        Notes.Add($"same: {await Mm.First.Sequence.WriteSequenceIsSame()}");
    }

    private static async Routine RecordAndDowngrade()
    {
        await Mm.First.Lock.Write();
        Mm.First.Sequence.RecordWriteSequence();
        await Mm.First.Lock.Downgrade();
        await Mm.First.Lock.ReadUnlock();
        Notes.Add($"same: {await Mm.First.Sequence.WriteSequenceIsSame()}");
    }

    private static async Routine Write()
    {
        await Mm.First.Lock.Write();
        await Mm.First.Lock.WriteUnlock();
    }

    private static async Routine Downgrade()
    {
        await Mm.First.Lock.Write();
        await Mm.First.Lock.Downgrade();
        await Mm.First.Lock.ReadUnlock();
    }

    private static async Routine RecordBare()
    {
        await Step.At("record");
        Mm.First.Sequence.RecordWriteSequence();
    }
}
