namespace LockCheck.Kernel;

/// <summary>
/// Level L2 of the rwsem: who may pass those who wait, and how HANDOFF ends it (protocols.md 1.2; the kernel's
/// <c>kernel/locking/rwsem.c</c> since v5.12).
/// </summary>
/// <remarks>
/// <para>
/// A waiter that is not first sleeps until it is: a reader until it is granted the lock, a writer until it heads the
/// list. The first waiter, if it is a writer, has been woken whenever nobody holds the lock, so "woken" is no state of
/// its own: the writer may go on, and so may everybody who comes and steals. A thread that spins for the lock is one
/// that has not taken its step to the wait list yet.
/// </para>
/// <para>
/// The 4 ms of a first writer are a step of its own, possible whenever it cannot have the lock. A real-time task asks
/// at once; any other one when it was woken, lost the race, and has waited for long enough. To let it ask earlier only
/// queues threads that could as well have come after it. It needs one bit of state and no clock, and whoever schedules
/// threads fairly cannot put it off for ever.
/// </para>
/// <para>
/// A first reader never runs before it is granted the lock; its HANDOFF is set by whoever fails to grant it because a
/// writer was faster. So a writer's release with a reader at the head is two steps: the lock is free, then the readers
/// are woken. Between the two the lock can be stolen, by a writer (the wake-up fails and may set HANDOFF: a choice) or
/// by a reader, which then wakes the others. Nobody can steal under HANDOFF, and the two are one step again. A reader
/// never heads the list while readers hold the lock: what lets readers in with waiters before them wakes those too.
/// </para>
/// <para>
/// The limit of 256 readers that one wake-up grants is never reached. A first waiter that is killed takes HANDOFF with
/// it, as a writer does in v5.12; since d257cc8cb8d5 the bit stays set while others wait.
/// </para>
/// </remarks>
internal static class RwSemStealing
{
    /// <summary>
    /// Tells whether a reader that was granted nothing gets a lock that no writer holds although threads wait: not past
    /// readers that hold it (rule i), else by stealing (ii), else it waits (iii).
    /// </summary>
    public static bool LetsReaderIn(in RwSem sem, ThreadId thread) =>
        sem is { Readers: 0, Handoff: 0 } && !RwSemState.IsQueued(sem, thread);

    /// <summary>
    /// Tells whether a writer gets a free lock although threads wait: as the first of them, or by stealing.
    /// </summary>
    public static bool LetsWriterIn(in RwSem sem, ThreadId thread)
    {
        var position = RwSemState.PositionOf(sem, thread);
        return position == 0 || (position < 0 && sem.Handoff == 0);
    }

    /// <summary>Tells whether a waiting writer that cannot have the lock may ask for the handoff.</summary>
    public static bool MayAskForHandoff(in RwSem sem, ThreadId writer) =>
        sem.Handoff == 0 && RwSemState.PositionOf(sem, writer) == 0 && !RwSemState.IsFree(sem);

    /// <summary>A wake-up after which the first waiter may have the lock, unless a writer was faster.</summary>
    public static void Wake(ref RwSem sem)
    {
        if (sem.Writer == 0)
        {
            RwSemState.WakeReaders(ref sem);
        }
        else if (RwSemState.IsReaderFirst(sem) && sem.Handoff == 0 && Choose.Either("4 ms passed"))
        {
            sem.Handoff = 1;
        }
    }
}
