using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.VmaLocks;

/// <summary>
/// The model's VMA lock, which keeps bits, against an enumeration with the numbers of protocols.md 1.3: what the
/// readers come to, and who is inside together.
/// </summary>
public class VmaRefcountTests
{
    public static TheoryData<int, bool> Worlds => new()
    {
        { 1, false }, { 1, true }, { 2, false }, { 2, true }, { 3, false }, { 3, true },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void The_model_can_do_what_the_numbers_can(int readers, bool detaches)
    {
        var expected = new VmaRefcountReference(readers, detaches);
        var lines = Lab.Outcomes(Settings(readers, detaches));
        Assert.Equal(expected.Ends, Of(lines, "end "));
        Assert.Equal(expected.Together, Of(lines, "in "));
    }

    // Goal: the enumeration itself says what the lock is for.
    [Fact]
    public void By_hand()
    {
        var locking = new VmaRefcountReference(2, detaches: false);
        Assert.Equal(["", "1", "12", "2", "w"], locking.Together);
        Assert.Equal(["BB", "BL", "LB", "LL"], locking.Ends);
        Assert.Equal(["B", "D", "L"], new VmaRefcountReference(1, detaches: true).Ends);
    }

    private static IEnumerable<string> Of(IEnumerable<string> lines, string kind) =>
        lines.Where(line => line.StartsWith(kind, StringComparison.Ordinal)).Select(line => line[kind.Length..]);

    private static KernelSettings Settings(int readers, bool detaches)
    {
        var settings = Lab.Settings(
            "0-4r",
            [
                .. Enumerable.Range(0, readers).Select(at => new ScriptActor($"r{at + 1}", () => Read(at))),
                new ScriptActor("w", () => Write(readers, detaches)),
            ]);
        return settings with { Era = VmaLockEra.C, Monitors = [.. settings.Monitors, new Board(readers + 1)] };
    }

    private static async Routine Read(int self)
    {
        Board.Set(self, Place.Outside);
        await Kernel.Rcu.ReadLock();
        var got = await VmaReadLock.StartRead(Mm.First, new Vma(1));
        if (got == VmaStartRead.Locked)
        {
            Board.Set(self, Place.Inside);
            await Step.At("leave");
            Board.Set(self, Place.Outside);
            await VmaReadLock.EndRead(new Vma(1));
            await Kernel.Rcu.ReadUnlock();
        }

        Board.Set(self, got == VmaStartRead.Locked ? Place.EndLocked
            : got == VmaStartRead.Busy ? Place.EndBusy : Place.EndDetached);
    }

    private static async Routine Write(int self, bool detaches)
    {
        Board.Set(self, Place.Outside);
        await Mm.First.Lock.Write();
        await VmaWriteLock.Start(new Vma(1));
        Board.Set(self, Place.Inside);
        if (detaches)
        {
            await VmaWriteLock.MarkDetached(new Vma(1));
        }

        await Mm.First.Lock.WriteUnlock();
        Board.Set(self, Place.EndLocked);
    }

    private enum Place : byte
    {
        Outside,
        Inside,
        EndLocked,
        EndBusy,
        EndDetached,
    }

    /// <summary>Where the threads are; notes who is inside, and what the readers have come to in the end.</summary>
    private sealed class Board(int threads) : Monitor
    {
        private Region<byte> _places;

        public override IReadOnlyList<Property> Properties => [];

        public override KernelEvent Subscribes => KernelEvent.None;

        public static void Set(int thread, Place place)
        {
            var places = Notes.Current<Board>()._places;
            places[thread] = (byte)place;
            var all = places.Span().ToArray().Select(value => (Place)value).ToArray();
            var inside = string.Concat(all.Select((at, number) =>
                at != Place.Inside ? "" : number == all.Length - 1 ? "w" : $"{number + 1}"));
            Notes.Add($"in {inside}");
            if (all.All(at => at >= Place.EndLocked))
            {
                Notes.Add($"end {string.Concat(all[..^1].Select(at => at.ToString()["End".Length]))}");
            }
        }

        public override void Attach(KernelModel model, VectorLayout layout) =>
            _places = layout.Shared<byte>("places", threads);
    }
}
