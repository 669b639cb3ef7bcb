using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Locking;

/// <summary>What nobody may do with the mmap_lock is reported, at every level; a deadlock is named.</summary>
public class LockMisuseTests
{
    private static MmapLock Lock => Mm.First.Lock;

    [Theory]
    [InlineData(RwSemLevel.L0, false, false)]
    [InlineData(RwSemLevel.L0, false, true)]
    [InlineData(RwSemLevel.L0, true, false)]
    [InlineData(RwSemLevel.L0, true, true)]
    [InlineData(RwSemLevel.L1, false, false)]
    [InlineData(RwSemLevel.L1, false, true)]
    [InlineData(RwSemLevel.L1, true, false)]
    [InlineData(RwSemLevel.L1, true, true)]
    [InlineData(RwSemLevel.L2, false, false)]
    [InlineData(RwSemLevel.L2, true, true)]
    public void Taking_the_lock_twice(RwSemLevel level, bool first, bool second) =>
        Assert.Equal(["DoubleLock"], Misuses(level, () => Twice(first, second)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Trying_a_lock_that_is_held(bool forWrite) =>
        Assert.Equal(["DoubleLock"], Misuses(RwSemLevel.L1, () => TakeAndTry(forWrite)));

    [Theory]
    [InlineData("u")]
    [InlineData("w")]
    [InlineData("d")]
    [InlineData("ruu")]
    [InlineData("rw")]
    [InlineData("rd")]
    [InlineData("Wu")]
    [InlineData("Www")]
    [InlineData("Wdw")]
    [InlineData("Wduu")]
    public void Releasing_what_is_not_held(string calls) => Assert.Equal(
        ["UnlockWithoutLock"], Misuses(RwSemLevel.L1, () => Calls(Encode(calls))));

    /// <summary>What somebody else holds is not mine to release, and stays held.</summary>
    [Theory]
    [InlineData("w", "w", "write w")]
    [InlineData("w", "d", "write w")]
    [InlineData("w", "u", "write w")]
    [InlineData("r", "u", "read r")]
    [InlineData("r", "w", "read r")]
    [InlineData("r", "d", "read r")]
    public void Releasing_what_another_thread_holds(string holder, string call, string held)
    {
        var calls = Encode(call);
        var thief = new ScriptActor("thief", () => Calls(calls));
        var settings = Lab.Settings("0-1r", [.. LockScripts.Actors($"{holder} look"), thief]);
        var trace = Lab.Play(settings, $"{holder} thief look");
        Assert.Equal(["UnlockWithoutLock"], trace.Steps[1].Reported.Select(property => property.Id));
        Assert.Equal([held], settings.Monitors.OfType<Notes>().Single().Lines);
    }

    [Theory]
    [InlineData("ru")]
    [InlineData("Ww")]
    [InlineData("Wdu")]
    [InlineData("ruWwruWdu")]
    public void Right_use_is_no_misuse(string calls) =>
        Assert.Empty(Misuses(RwSemLevel.L1, () => Calls(Encode(calls))));

    /// <summary>A reader waits, under the lock, for a thread that wants to write.</summary>
    [Theory]
    [InlineData(RwSemLevel.L0)]
    [InlineData(RwSemLevel.L1)]
    [InlineData(RwSemLevel.L2)]
    public void A_reader_that_waits_for_a_writer_is_a_deadlock_with_names(RwSemLevel level)
    {
        var trace = Deadlock(level, new ScriptActor("reader", JoinUnderLock), LockScripts.Actors("w")[0]);
        Assert.Equal(
            ["reader: join(w): waits for w to end, holds mmap_lock for read",
                "w: mmap_write_lock(mm1): waits for mmap_lock, held for read by reader, "],
            trace.Unfinished.Select(Say));
    }

    [Fact]
    public void Two_locks_in_two_orders_are_a_deadlock_with_names()
    {
        var trace = Deadlock(RwSemLevel.L1, new ScriptActor("one", MmapFirst), new ScriptActor("two", AllocFirst));
        Assert.Equal(
            ["one: task_lock(task1): waits for alloc_lock, held by two, holds mmap_lock for write",
                "two: mmap_read_lock(mm1): waits for mmap_lock, held for write by one, holds alloc_lock"],
            trace.Unfinished.Select(Say));
    }

    private static string Say(TraceThread thread) =>
        $"{thread.Thread}: {thread.Operation}: {thread.BlockedBy}, {thread.Holdings}";

    private static Trace Deadlock(RwSemLevel level, params Actor[] actors)
    {
        var settings = Lab.Settings("0-1r", actors) with { RwSem = level };
        return Lab.Explain(settings, Assert.Single(Lab.Search(settings).Findings, found => found.IsDeadlock));
    }

    private static IReadOnlyList<string> Misuses(RwSemLevel level, Func<Routine> run) =>
        Lab.Misuses(Lab.Settings("0-1r", new ScriptActor("thread", run)) with { RwSem = level });

    private static ulong Encode(string calls) => calls.Reverse().Aggregate(0UL, (code, call) => (code << 8) | call);

    private static async Routine Twice(bool first, bool second)
    {
        await Take(first);
        await Take(second);
    }

    private static Pending<int> Take(bool forWrite) => forWrite ? Lock.Write() : Lock.Read();

    private static async Routine TakeAndTry(bool forWrite)
    {
        await Take(forWrite);
        Assert.False(await Lock.TryRead());
    }

    /// <summary>r locks and u unlocks for read; W locks, d downgrades and w unlocks for write.</summary>
    private static async Routine Calls(ulong calls)
    {
        for (; calls != 0; calls >>= 8)
        {
            switch ((char)(byte)calls)
            {
                case 'r':
                    await Lock.Read();
                    break;
                case 'u':
                    await Lock.ReadUnlock();
                    break;
                case 'W':
                    await Lock.Write();
                    break;
                case 'd':
                    await Lock.Downgrade();
                    break;
                default:
                    await Lock.WriteUnlock();
                    break;
            }
        }
    }

    private static async Routine JoinUnderLock()
    {
        await Lock.Read();
        await Threads.Join(ThreadId.Of(1));
        await Lock.ReadUnlock();
    }

    private static async Routine MmapFirst()
    {
        await Lock.Write();
        await Operation.Issue(new TaskLock(TaskRef.Target, unlock: false));
        await Operation.Issue(new TaskLock(TaskRef.Target, unlock: true));
        await Lock.WriteUnlock();
    }

    private static async Routine AllocFirst()
    {
        await Operation.Issue(new TaskLock(TaskRef.Target, unlock: false));
        await Lock.Read();
        await Lock.ReadUnlock();
        await Operation.Issue(new TaskLock(TaskRef.Target, unlock: true));
    }
}
