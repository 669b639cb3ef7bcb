namespace LockCheck.Kernel;

/// <summary>The transitions of an rwsem that its operations are made of (protocols.md 1.2).</summary>
internal static class RwSemState
{
    private const byte WriterFlag = 0x80;

    public static ushort Bit(ThreadId thread) => (ushort)(1 << thread.Index);

    public static bool IsFree(in RwSem sem) => sem is { Writer: 0, Readers: 0 };

    public static bool IsQueued(in RwSem sem, ThreadId thread) => PositionOf(sem, thread) >= 0;

    public static bool IsGranted(in RwSem sem, ThreadId thread) => (sem.Granted & Bit(thread)) != 0;

    /// <summary>Tells whether a reader is the first to wait.</summary>
    public static bool IsReaderFirst(in RwSem sem) => sem.Waiters > 0 && ((byte)sem.Queue & WriterFlag) == 0;

    public static ThreadId FirstWaiter(in RwSem sem) => ThreadId.Of(((byte)sem.Queue & ~WriterFlag) - 1);

    public static void Enqueue(ref RwSem sem, ThreadId thread, bool forWrite)
    {
        var entry = (byte)((thread.Index + 1) | (forWrite ? WriterFlag : 0));
        sem.Queue |= (ulong)entry << (8 * sem.Waiters);
        sem.Waiters++;
    }

    public static void Dequeue(ref RwSem sem, ThreadId thread)
    {
        var at = PositionOf(sem, thread);
        if (at >= 0)
        {
            Remove(ref sem, at);
        }
    }

    /// <summary>
    /// What a writer's release or downgrade does to the wait list: with a reader at its head, all waiting readers are
    /// granted the lock; a writer at its head is only woken, and has to win the lock again.
    /// </summary>
    public static void WakeReaders(ref RwSem sem)
    {
        if (!IsReaderFirst(sem))
        {
            return;
        }

        for (var at = sem.Waiters - 1; at >= 0; at--)
        {
            var entry = EntryAt(sem, at);
            if ((entry & WriterFlag) == 0)
            {
                var bit = (ushort)(1 << (entry - 1));
                sem.Readers |= bit;
                sem.Granted |= bit;
                Remove(ref sem, at);
            }
        }
    }

    /// <summary>Where a thread stands in the wait list, from 0; -1 for one that does not wait.</summary>
    public static int PositionOf(in RwSem sem, ThreadId thread)
    {
        for (var at = 0; at < sem.Waiters; at++)
        {
            if ((EntryAt(sem, at) & ~WriterFlag) == thread.Index + 1)
            {
                return at;
            }
        }

        return -1;
    }

    private static byte EntryAt(in RwSem sem, int at) => (byte)(sem.Queue >> (8 * at));

    private static void Remove(ref RwSem sem, int at)
    {
        // HANDOFF is about the first waiter, and ends with it: granted, or gone with -EINTR.
        sem.Handoff = at == 0 ? (byte)0 : sem.Handoff;
        var below = (1UL << (8 * at)) - 1;
        var above = at == 7 ? 0 : sem.Queue >> (8 * (at + 1)) << (8 * at);
        sem.Queue = (sem.Queue & below) | above;
        sem.Waiters--;
    }
}
