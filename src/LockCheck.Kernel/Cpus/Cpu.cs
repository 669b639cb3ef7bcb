namespace LockCheck.Kernel;

/// <summary>
/// The CPU that the running program occupies: whether its interrupts are off, and its <c>unlock_work</c>, the one
/// irq_work by which a read lock is released later (protocols.md 2b, step 4). Only readers have CPUs, one each, and
/// only in scenarios that need them (<see cref="KernelSettings.HasCpus"/>); elsewhere interrupts are on.
/// </summary>
/// <remarks>
/// A thread that a program interrupts is stopped until the program ends. Only the holder of alloc_lock is ever
/// interrupted: all others might as well be scheduled later.
/// <para>
/// With interrupts off nothing else runs on the CPU; the other CPUs go on, so that the steps of other threads come
/// between those of the program as before. What is queued runs once interrupts are on again.
/// </para>
/// </remarks>
public static class Cpu
{
    /// <summary>The bit of the first CPU's irq_work among the holders of a lock: behind those of the threads.</summary>
    internal const int FirstHolder = KernelModel.MaxActors;

    /// <summary>What a thread waits for that is interrupted.</summary>
    internal const string InterruptedText = "waits for the BPF program that has interrupted it";

    /// <summary>Gets whether the interrupts of this CPU are off.</summary>
    public static bool InterruptsAreOff => HasOwn(KernelModel.Current, Threads.Self) && Own.InterruptsOff != 0;

    /// <summary>
    /// Gets whether the CPU's irq_work is queued and has not run, so that nothing more can be left to it.
    /// </summary>
    public static bool WorkIsPending => Own.WorkPending != 0;

    private static ref CpuState Own => ref Of(KernelModel.Current, Threads.Self);

    /// <summary>
    /// Leaves the release of a mmap_lock, held for read, to the CPU's irq_work. If that is queued already, its mm is
    /// overwritten, and it still runs once. A scheduling point.
    /// </summary>
    /// <param name="mm">The mm.</param>
    /// <returns>Something to await.</returns>
    public static Pending<None> QueueReadUnlock(Mm mm) => Operation.Issue(new QueueUnlockWork(mm));

    internal static bool HasOwn(KernelModel model, ThreadId thread) =>
        model.Cpus.Count != 0 && model.ReaderOf(thread) >= 0;

    internal static ref CpuState Of(KernelModel model, ThreadId thread) =>
        ref model.Cpus[model.ReaderOf(thread)];

    /// <summary>
    /// A program begins. With <see cref="Faults.Irq"/>: in a place where interrupts are off, or not; and on top of the
    /// thread that holds the target's alloc_lock, if there is one, or not. Both is an NMI; the second alone a softirq.
    /// </summary>
    internal static void Enter()
    {
        var model = KernelModel.Current;
        if (!HasOwn(model, Threads.Self) || (model.Settings.Faults & Faults.Irq) == 0)
        {
            return;
        }

        var holder = model.Tasks[0].AllocLock;
        if (model.Strikes(Faults.Irq, "interrupts are off"))
        {
            Own.InterruptsOff = 1;
        }

        if (holder != 0 && Choose.Either("interrupts the holder of alloc_lock"))
        {
            Own.Interrupted = holder;
        }
    }

    /// <summary>The program has ended, and what it interrupted goes on.</summary>
    internal static void Leave()
    {
        var model = KernelModel.Current;
        if (HasOwn(model, Threads.Self))
        {
            Own.Interrupted = 0;
        }
    }

    /// <summary>Whether a thread is stopped by a program that interrupted it.</summary>
    internal static bool IsInterrupted(KernelModel model, StateView state, ThreadId thread)
    {
        for (var cpu = 0; cpu < model.Cpus.Count; cpu++)
        {
            if (model.Cpus.In(state, cpu).Interrupted == thread.Index + 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What interrupted the program's victim is over, and interrupts are on: the irq_work runs. A scheduling point.
    /// </summary>
    internal static Pending<None> RestoreInterrupts() => Operation.Issue(default(InterruptsRestore));

    internal static ushort HolderBit(int cpu) => (ushort)(1 << (FirstHolder + cpu));
}
