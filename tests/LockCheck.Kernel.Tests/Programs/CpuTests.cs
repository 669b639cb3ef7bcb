using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Programs;

/// <summary>CPUs of BPF programs: interrupts, and the one irq_work that releases a read lock (protocols.md
/// 2b).</summary>
public class CpuTests
{
    // Goal: a lock that is left to the irq_work is held until that has run, and by nobody else. Method: a writer waits
    // for it in every schedule, and gets it in all.
    [Fact]
    public void The_irq_work_releases_what_was_left_to_it()
    {
        var settings = Settings(static () => Leaves(times: 1), new WriterActor("writer", Write, times: 1));
        var result = Lab.Search(settings);
        Lab.AssertNoFailure(settings, result);
        Assert.Equal(0, result.DeadlockStates);
        var trace = Lab.Play(settings, "reader:1 reader reader reader irq_work");
        Assert.Equal(
            ["a BPF program runs", "mmap_read_trylock(mm1)", "irq_work_queue(unlock mm1)", "local_irq_restore",
                "up_read_non_owner(mm1)"],
            trace.Steps.Select(step => step.Operation));
    }

    // Goal: two locks that are left to one irq_work: one of them stays. Method: seen at the end, and by a writer.
    [Fact]
    public void It_runs_once_however_often_it_was_queued()
    {
        Assert.Equal([nameof(Misuse.LeakedLock)], Lab.Misuses(Settings(static () => Leaves(times: 2))));
        var against = Settings(static () => Leaves(times: 2), new WriterActor("writer", Write, times: 1));
        Assert.NotEqual(0, Lab.Search(against).DeadlockStates);
    }

    // Goal: to hold the lock twice is a program's right, if it has tried; whoever waits makes it fail.
    [Fact]
    public void A_program_may_try_for_a_lock_that_it_holds()
    {
        var alone = Settings(Nests) with { RwSem = RwSemLevel.L1 };
        Assert.Equal(["twice"], Lab.Outcomes(alone));
        var queued = Settings(Nests, new WriterActor("writer", Write, times: 1)) with { RwSem = RwSemLevel.L1 };
        Assert.Equal(["not at all", "once", "twice"], Lab.Outcomes(queued));
        Assert.Equal([nameof(Misuse.DoubleLock)], Lab.Misuses(alone with { HasCpus = false, Faults = Faults.None }));
    }

    // Goal: whom the program has interrupted waits for its end, and nobody else does.
    [Fact]
    public void The_interrupted_holder_of_alloc_lock_waits()
    {
        var settings = Settings(static () => Leaves(times: 0), new ExitActor()) with
        {
            Faults = Faults.Irq | Faults.Exit,
        };
        Lab.AssertNoFailure(settings, Lab.Search(settings));
        var interrupted = Lab.Play(settings, "exit exit exit reader:2");
        Assert.Contains("interrupts the holder of alloc_lock=1", string.Join(' ', interrupted.Steps[^1].Choices));
    }

    // Goal: RCU keeps a released task, where it is asked to. Method: found, released, taken.
    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void RCU_keeps_a_released_task(bool underRcu, bool isKept, bool isMisuse)
    {
        var reader = underRcu
            ? new ScriptActor("reader", static () => TakesTask(underRcu: true), ActorKind.Reader)
            : new ScriptActor("reader", static () => TakesTask(underRcu: false), ActorKind.Reader);
        var settings = Lab.Settings("0-4r", reader, new ExitActor()) with
        {
            Era = VmaLockEra.C,
            Faults = Faults.Exit,
            HasRcuTask = isKept,
        };
        Assert.Equal(isMisuse ? [nameof(Misuse.UseAfterFree)] : [], Lab.Misuses(settings));
    }

    // Goal: mmput_async never tears the mm down in the caller. Method: the caller may be the last user, and a worker
    // is there or not.
    [Fact]
    public void The_last_user_leaves_the_mm_to_a_worker()
    {
        var reader = new ScriptActor("reader", PutsAsync, ActorKind.Reader);
        var settings = Lab.Settings("0-4r", reader, new ExitActor(), new KworkerActor()) with { Faults = Faults.Exit };
        Lab.AssertNoFailure(settings, Lab.Search(settings));
        var alone = Lab.Settings("0-4r", reader, new ExitActor()) with { Faults = Faults.Exit };
        var thrown = Assert.Throws<RoutineException>(() => Lab.Search(alone));
        Assert.Contains("PutsMmAsync", thrown.Message, StringComparison.Ordinal);
    }

    private static KernelSettings Settings(Func<Routine> read, params Actor[] others) =>
        Lab.Settings("0-4r", [new ScriptActor("reader", read, ActorKind.Reader), .. others, new IrqWorkActor()]) with
        {
            HasCpus = true,
            Faults = Faults.Irq,
        };

    private static async Routine<int> Write()
    {
        await Mm.First.Lock.Write();
        await Mm.First.Lock.WriteUnlock();
        return 0;
    }

    private static async Routine Leaves(int times)
    {
        await Operation.Issue(new UserStep(UserCall.Program));
        Cpu.Enter();
        var isOff = Cpu.InterruptsAreOff;
        var held = 0;
        for (; isOff && held < times && await Mm.First.Lock.TryRead(); held++)
        {
            // Once more.
        }

        for (; held > 0; held--)
        {
            await Cpu.QueueReadUnlock(Mm.First);
        }

        if (isOff)
        {
            await Cpu.RestoreInterrupts();
        }

        Cpu.Leave();
    }

    private static async Routine Nests()
    {
        var first = await Mm.First.Lock.TryRead();
        var second = first && await Mm.First.Lock.TryRead();
        if (second)
        {
            await Mm.First.Lock.ReadUnlock();
        }

        if (first)
        {
            await Mm.First.Lock.ReadUnlock();
        }

        Notes.Add(second ? "twice" : first ? "once" : "not at all");
    }

    private static async Routine TakesTask(bool underRcu)
    {
        if (underRcu)
        {
            await Kernel.Rcu.ReadLock();
        }

        var task = await TaskRef.Find(TaskRef.Target.Tid);
        if (!task.IsNone)
        {
            await task.Get();
            await task.Put();
        }

        if (underRcu)
        {
            await Kernel.Rcu.ReadUnlock();
        }
    }

    private static async Routine PutsAsync()
    {
        var task = await TaskRef.GetNext(TaskRef.Target.Tid);
        if (task.IsNone)
        {
            return;
        }

        var mm = await task.GetMm();
        if (!mm.IsNone)
        {
            await mm.PutAsync();
        }

        await task.Put();
    }
}
