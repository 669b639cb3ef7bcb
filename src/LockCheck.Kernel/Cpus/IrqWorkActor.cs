namespace LockCheck.Kernel;

/// <summary>
/// The handler of a CPU's irq_work, an interrupt of that CPU. It has a thread of its own, which starts when interrupts
/// are on again and something is queued.
/// </summary>
public sealed class IrqWorkActor() : Actor("irq_work", ActorKind.Other)
{
    internal override void Start(int role)
    {
        // Nothing is queued yet.
    }

    internal static void Raise(KernelModel model, int cpu)
    {
        var role = model.RoleOf<IrqWorkActor>();
        _ = role >= 0 ? Threads.Spawn(role, new Handler(cpu)) : throw new RoutineException(
            "An irq_work was queued, and there is no thread for its handler. Usual cause: a scenario that was put "
            + "together by hand; add an IrqWorkActor.");
    }

    private readonly struct Handler(int cpu) : IThreadStart
    {
        public Routine Run() => Handle(cpu);

        private static async Routine Handle(int cpu) => await Operation.Issue(new UnlockWork(cpu));
    }
}

/// <summary>
/// bpf_mmap_unlock_mm with a slot: the mm is put there and the irq_work queued, which does nothing if it is queued
/// already. The lock has its holder there from now on.
/// </summary>
internal readonly struct QueueUnlockWork(Mm mm) : IOperation<None>
{
    private readonly Mm _mm = mm;

    public Footprint Footprint => MmapLock.Footprint(_mm, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (!MmapLock.IsUsable(model, _mm))
        {
            return true;
        }

        ref var cpu = ref Cpu.Of(model, self);
        ref var sem = ref model.Mms[_mm.Index].Lock;
        if ((sem.Readers & RwSemState.Bit(self)) == 0)
        {
            model.Events.Misuse(Misuse.UnlockWithoutLock, self);
            return true;
        }

        if (cpu.NestedReads > 0)
        {
            cpu.NestedReads--;
        }
        else
        {
            sem.Readers &= (ushort)~RwSemState.Bit(self);
        }

        sem.Readers |= Cpu.HolderBit(model.ReaderOf(self));
        cpu.WorkReads++;
        cpu.WorkMm = _mm;
        cpu.WorkPending = 1;
        return true;
    }

    public string Describe(StateView state, ThreadId self)
    {
        var model = KernelModel.Of(state);
        var isQueued = model.Cpus.In(state, model.ReaderOf(self)).WorkPending != 0;
        return $"irq_work_queue(unlock {_mm}){(isQueued ? ": is queued already" : string.Empty)}";
    }
}

/// <summary>Interrupts of a CPU are on again.</summary>
internal readonly struct InterruptsRestore : IOperation<None>
{
    public Footprint Footprint => Footprint.Nothing;

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        ref var cpu = ref Cpu.Of(model, self);
        cpu.InterruptsOff = 0;
        if (cpu.WorkPending != 0)
        {
            IrqWorkActor.Raise(model, model.ReaderOf(self));
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => "local_irq_restore";
}

/// <summary>U{slot.mm.lock} by the irq_work: up_read_non_owner, once however often it was queued.</summary>
internal readonly struct UnlockWork(int cpu) : IOperation<None>
{
    private readonly byte _cpu = (byte)cpu;

    public Footprint Footprint => MmapLock.Footprint(Mm.First, AccessMode.Write, AccessOrder.Release);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        ref var state = ref model.Cpus[_cpu];
        var mm = state.WorkMm;
        state.WorkMm = Mm.None;
        state.WorkPending = 0;
        if (MmapLock.IsUsable(model, mm) && --state.WorkReads == 0)
        {
            model.Mms[mm.Index].Lock.Readers &= (ushort)~Cpu.HolderBit(_cpu);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) =>
        $"up_read_non_owner({KernelModel.Of(state).Cpus.In(state, _cpu).WorkMm})";
}
