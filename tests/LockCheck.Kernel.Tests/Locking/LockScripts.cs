using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Locking;

/// <summary>Threads that take and release the mmap_lock, and say what they see of it.</summary>
internal static class LockScripts
{
    private static MmapLock Lock => Mm.First.Lock;

    private static RwSem Sem => Mm.First.Raw.Lock;

    private static string Self => NameOf(Threads.Self.Index);

    /// <summary>
    /// Actors by their names: r reads, w writes, d writes and downgrades, t tries to read, c asks for contention, k and
    /// K read and write killably, look writes down what the lock is at each of its steps.
    /// </summary>
    public static Actor[] Actors(string names, int rounds = 1) =>
        [.. names.Split(' ').Select(name => new ScriptActor(name, Script(name, rounds)))];

    /// <summary>A scenario of such actors.</summary>
    public static KernelSettings Settings(
        RwSemLevel level, string names, int rounds = 1, Faults faults = Faults.None) =>
        Lab.Settings("0-1r", Actors(names, rounds)) with { RwSem = level, Faults = faults };

    /// <summary>What the threads of a scenario wrote down along a schedule.</summary>
    public static IReadOnlyList<string> Play(KernelSettings settings, string schedule)
    {
        Lab.Play(settings, schedule);
        return settings.Monitors.OfType<Notes>().Single().Lines;
    }

    /// <summary>
    /// The lock of the step that runs now: who holds it, who was granted it and has not run since, who waits; an
    /// exclamation mark is a waiting writer; whether HANDOFF is set; who has yet to wake the first readers.
    /// </summary>
    public static string Now()
    {
        var sem = Sem;
        var readers = Enumerable.Range(0, 8).Where(slot => (sem.Readers & (1 << slot)) != 0).Select(NameOf);
        var granted = Enumerable.Range(0, 8).Where(slot => (sem.Granted & (1 << slot)) != 0).Select(NameOf);
        var waiting = Enumerable.Range(0, sem.Waiters).Select(at => (int)(byte)(sem.Queue >> (8 * at)))
            .Select(entry => NameOf((entry & 0x7F) - 1) + (entry > 0x7F ? "!" : ""));
        var waking = Enumerable.Range(0, 8).Where(slot => (sem.Waking & (1 << slot)) != 0).Select(NameOf);
        string[] parts =
        [
            sem.Writer != 0 ? $"write {NameOf(sem.Writer - 1)}" : sem.Readers != 0 ? $"read {Join(readers)}" : "free",
            sem.Granted != 0 ? $"granted {Join(granted)}" : "",
            sem.Waiters != 0 ? $"waits {Join(waiting)}" : "",
            sem.Handoff != 0 ? "handoff" : "",
            sem.Waking != 0 ? $"waking {Join(waking)}" : "",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    private static Func<Routine> Script(string name, int rounds) => name[0] switch
    {
        'r' => () => Read(rounds),
        'w' => () => Write(rounds),
        'd' => () => WriteAndDowngrade(rounds),
        't' => () => Try(rounds),
        'c' => () => AskContended(rounds),
        'k' => () => ReadKillably(rounds),
        'K' => () => WriteKillably(rounds),
        _ => Look,
    };

    private static async Routine Read(int rounds)
    {
        for (; rounds > 0; rounds--)
        {
            await Lock.Read();
            AssertRead();
            await Lock.ReadUnlock();
        }
    }

    private static async Routine Write(int rounds)
    {
        for (; rounds > 0; rounds--)
        {
            await Lock.Write();
            AssertWrite();
            await Lock.WriteUnlock();
        }
    }

    private static async Routine WriteAndDowngrade(int rounds)
    {
        for (; rounds > 0; rounds--)
        {
            await Lock.Write();
            AssertWrite();
            await Lock.Downgrade();
            AssertRead();
            await Lock.ReadUnlock();
        }
    }

    private static async Routine ReadKillably(int rounds)
    {
        for (; rounds > 0; rounds--)
        {
            if (await Lock.ReadKillable() != 0)
            {
                Notes.Add($"{Self}: -EINTR");
                AssertAway();
                return;
            }

            AssertRead();
            await Lock.ReadUnlock();
        }
    }

    private static async Routine WriteKillably(int rounds)
    {
        for (; rounds > 0; rounds--)
        {
            if (await Lock.WriteKillable() != 0)
            {
                Notes.Add($"{Self}: -EINTR");
                AssertAway();
                return;
            }

            AssertWrite();
            await Lock.WriteUnlock();
        }
    }

    private static async Routine Try(int rounds)
    {
        for (; rounds > 0; rounds--)
        {
            if (!await Lock.TryRead())
            {
                Notes.Add($"{Self}: no");
                AssertAway();
                continue;
            }

            Notes.Add($"{Self}: yes");
            AssertRead();
            await Lock.ReadUnlock();
        }
    }

    private static async Routine AskContended(int rounds)
    {
        for (; rounds > 0; rounds--)
        {
            Notes.Add(await Lock.IsContended() ? "contended" : "not contended");
        }
    }

    private static async Routine Look()
    {
        while (true)
        {
            await Operation.Issue(new UserStep(UserCall.Open));
            Notes.Add(Now());
        }
    }

    private static void AssertRead()
    {
        Assert.Equal(0, Sem.Writer);
        Assert.NotEqual(0, Sem.Readers & RwSemState.Bit(Threads.Self));
        Assert.False(RwSemState.IsGranted(Sem, Threads.Self));
        Assert.False(RwSemState.IsQueued(Sem, Threads.Self));
    }

    private static void AssertWrite()
    {
        Assert.Equal((Threads.Self.Index + 1, 0, 0), (Sem.Writer, Sem.Readers, Sem.Granted));
        Assert.False(RwSemState.IsQueued(Sem, Threads.Self));
    }

    private static void AssertAway()
    {
        Assert.False(MmapLock.IsHeld(Sem, Threads.Self));
        Assert.False(RwSemState.IsQueued(Sem, Threads.Self));
    }

    private static string NameOf(int slot) => KernelModel.Current.Settings.Actors[slot].Name;

    private static string Join(IEnumerable<string> names) => string.Join(' ', names);
}
