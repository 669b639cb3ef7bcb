namespace LockCheck.Kernel.Tests.Locking;

/// <summary>The packed wait list of eight entries against an ordinary list, under random operations.</summary>
public class RwSemStateTests
{
    [Fact]
    public void The_packed_list_is_a_list()
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            Compare(new SplitMix(seed));
        }
    }

    [Fact]
    public void A_full_list_can_lose_any_entry()
    {
        for (var gone = 0; gone < 8; gone++)
        {
            var sem = default(RwSem);
            for (var slot = 0; slot < 8; slot++)
            {
                RwSemState.Enqueue(ref sem, ThreadId.Of(slot), forWrite: slot % 2 == 0);
            }

            RwSemState.Dequeue(ref sem, ThreadId.Of(gone));
            Assert.Equal(
                Enumerable.Range(0, 8).Where(slot => slot != gone).Select(slot => (slot, slot % 2 == 0)),
                Entries(sem));
            Assert.Equal(0UL, sem.Queue >> 56);
        }
    }

    private static void Compare(SplitMix random)
    {
        var sem = default(RwSem);
        var list = new List<(int Slot, bool ForWrite)>();
        for (var step = 0; step < 200; step++)
        {
            var slot = random.Below(8);
            var thread = ThreadId.Of(slot);
            Assert.Equal(list.Any(entry => entry.Slot == slot), RwSemState.IsQueued(sem, thread));
            if (random.Below(8) == 0)
            {
                var woken = list.Count > 0 && !list[0].ForWrite ? list.Where(entry => !entry.ForWrite).ToList() : [];
                RwSemState.WakeReaders(ref sem);
                list.RemoveAll(woken.Contains);
                Assert.All(woken, entry => Assert.True(RwSemState.IsGranted(sem, ThreadId.Of(entry.Slot))));
                Assert.Equal(woken.Count, int.PopCount(sem.Granted));
                Assert.Equal(sem.Readers, sem.Granted);
                (sem.Readers, sem.Granted) = (0, 0);
            }
            else if (RwSemState.IsQueued(sem, thread) || random.Below(3) == 0)
            {
                RwSemState.Dequeue(ref sem, thread);
                list.RemoveAll(entry => entry.Slot == slot);
            }
            else
            {
                var forWrite = random.Below(2) == 0;
                RwSemState.Enqueue(ref sem, thread, forWrite);
                list.Add((slot, forWrite));
            }

            Assert.Equal(list, Entries(sem));
            Assert.Equal(0UL, sem.Waiters == 8 ? 0 : sem.Queue >> (8 * sem.Waiters));
        }
    }

    private static List<(int Slot, bool ForWrite)> Entries(RwSem sem) =>
        [.. Enumerable.Range(0, sem.Waiters).Select(at => (int)(byte)(sem.Queue >> (8 * at)))
            .Select(entry => ((entry & 0x7F) - 1, entry > 0x7F))];
}
