namespace LockCheck.Conformance.Bpf;

/// <summary>
/// The <c>tp_btf</c> programs of a <see cref="TracepointHolder"/>: regard one thread, count, log, hold. Event n lies
/// at n times <see cref="EventBytes"/> in the gate's memory, whose first 64 bytes are the gate's own.
/// </summary>
internal static class HoldEventCode
{
    public const int EventBytes = 64;

    /// <summary>Events beyond it are counted, and held at, but not logged.</summary>
    public const int EventsMax = 255;

    public const int KindAt = 0;
    public const int FlagAt = 4;
    public const int SequenceAt = 8;
    public const int MinAt = 16;
    public const int MaxAt = 24;
    public const int MmAt = 32;
    public const int NameAt = 40;
    public const int NameBytes = 24;

    private const int SavedMmAt = -8;
    private const int HoldAt = SavedMmAt - HoldCode.StackBytes;

    /// <summary>Arguments of <c>TP_PROTO(struct mm_struct *mm, bool write[, bool success])</c>.</summary>
    public static ulong[] AssembleLock(HoldGate gate, HoldEventKind kind)
    {
        BpfAssembler code = Begin(gate);
        code.Load(BpfSize.DoubleWord, BpfRegister.R9, BpfRegister.R6, 0);
        EmitCountAndSlot(code);
        EmitBoolean(code, 8);
        code.Store(BpfSize.Word, BpfRegister.R9, FlagAt, BpfRegister.R1)
            .Store(BpfSize.Word, BpfRegister.R9, KindAt, (int)kind);
        if (kind == HoldEventKind.Acquired)
        {
            EmitBoolean(code, 16);
            code.JumpIf(BpfRegister.R1, BpfCondition.NotEqual, 0, "acquired")
                .Store(BpfSize.Word, BpfRegister.R9, KindAt, (int)HoldEventKind.NotAcquired)
                .Label("acquired");
        }

        return End(code);
    }

    /// <summary>
    /// Arguments of <c>TP_PROTO(const char *fn, struct ma_state *mas, unsigned long piv, void *val)</c>. The mm is the
    /// thread's own: the tree may be another one, so a flag says whether it is that mm's.
    /// </summary>
    public static ulong[] AssembleTree(HoldGate gate)
    {
        BpfAssembler code = Begin(gate);
        code.Call(BpfHelper.GetCurrentTaskBtf)
            .Load(BpfSize.DoubleWord, BpfRegister.R9, BpfRegister.R0, Btf.Kernel.Offset("task_struct", "mm"));
        EmitCountAndSlot(code);
        code.Store(BpfSize.Word, BpfRegister.R9, KindAt, (int)HoldEventKind.TreeWrite)
            .Store(BpfSize.Word, BpfRegister.R9, FlagAt, 0)
            .Load(BpfSize.DoubleWord, BpfRegister.R1, BpfRegister.Frame, SavedMmAt)
            .Add(BpfRegister.R1, Btf.Kernel.Offset("mm_struct", "mm_mt"))
            .Load(BpfSize.DoubleWord, BpfRegister.R2, BpfRegister.R6, 8)
            .Load(BpfSize.DoubleWord, BpfRegister.R3, BpfRegister.R2, Btf.Kernel.Offset("ma_state", "tree"))
            .JumpIf(BpfRegister.R1, BpfCondition.NotEqual, BpfRegister.R3, "other-tree")
            .Store(BpfSize.Word, BpfRegister.R9, FlagAt, 1)
            .Label("other-tree")
            .Load(BpfSize.DoubleWord, BpfRegister.R1, BpfRegister.R2, Btf.Kernel.Offset("ma_state", "index"))
            .Store(BpfSize.DoubleWord, BpfRegister.R9, MinAt, BpfRegister.R1)
            .Load(BpfSize.DoubleWord, BpfRegister.R1, BpfRegister.R2, Btf.Kernel.Offset("ma_state", "last"))
            .Store(BpfSize.DoubleWord, BpfRegister.R9, MaxAt, BpfRegister.R1)
            .Load(BpfSize.DoubleWord, BpfRegister.R3, BpfRegister.R6, 0)
            .Move(BpfRegister.R2, NameBytes)
            .Move(BpfRegister.R1, BpfRegister.R9).Add(BpfRegister.R1, NameAt)
            .Call(BpfHelper.ProbeReadKernelString);
        return End(code);
    }

    /// <summary>R6 the context, R7 the gate; leaves at once if the thread is not the watched one.</summary>
    private static BpfAssembler Begin(HoldGate gate) =>
        new BpfAssembler()
            .Move(BpfRegister.R6, BpfRegister.R1)
            .LoadMapValue(BpfRegister.R7, gate.Memory.Descriptor, 0)
            .Call(BpfHelper.GetCurrentPidTgid)
            .MoveWord(BpfRegister.R0, BpfRegister.R0)
            .JumpIf(BpfRegister.R0, BpfCondition.Equal, 0, "out")
            .Load(BpfSize.Word, BpfRegister.R1, BpfRegister.R7, HoldGate.TidAt)
            .JumpIf(BpfRegister.R1, BpfCondition.NotEqual, BpfRegister.R0, "out");

    /// <summary>R9 was the mm and becomes the event's place; R8 is its number.</summary>
    private static void EmitCountAndSlot(BpfAssembler code)
    {
        code.Load(BpfSize.DoubleWord, BpfRegister.R1, BpfRegister.R7, HoldGate.MmAt)
            .JumpIf(BpfRegister.R1, BpfCondition.Equal, 0, "any-mm")
            .JumpIf(BpfRegister.R1, BpfCondition.NotEqual, BpfRegister.R9, "out")
            .Label("any-mm");
        HoldCode.EmitCount(code, BpfRegister.R7, BpfRegister.R8);
        code.JumpIf(BpfRegister.R8, BpfCondition.Above, EventsMax, "hold")
            .Store(BpfSize.DoubleWord, BpfRegister.Frame, SavedMmAt, BpfRegister.R9)
            .Load(BpfSize.Word, BpfRegister.R2, BpfRegister.R9, Btf.Kernel.Offset("mm_struct", "mm_lock_seq"))
            .Move(BpfRegister.R1, BpfRegister.R8)
            .Compute(BpfOperation.Multiply, BpfRegister.R1, EventBytes)
            .Move(BpfRegister.R3, BpfRegister.R9)
            .Move(BpfRegister.R9, BpfRegister.R7)
            .Compute(BpfOperation.Add, BpfRegister.R9, BpfRegister.R1)
            .Store(BpfSize.Word, BpfRegister.R9, SequenceAt, BpfRegister.R2)
            .Store(BpfSize.DoubleWord, BpfRegister.R9, MmAt, BpfRegister.R3);
    }

    private static void EmitBoolean(BpfAssembler code, int argument) =>
        code.Load(BpfSize.DoubleWord, BpfRegister.R1, BpfRegister.R6, argument)
            .Compute(BpfOperation.And, BpfRegister.R1, 0xff);

    private static ulong[] End(BpfAssembler code)
    {
        HoldCode.EmitHold(code.Label("hold"), BpfRegister.R7, BpfRegister.R8, BpfRegister.R9, HoldAt);
        return code.Label("out").Move(BpfRegister.R0, 0).Exit().Assemble();
    }
}
