namespace LockCheck.Conformance.Bpf;

/// <summary>Instructions for a <see cref="HoldGate"/>: count an event, and hold the task at the chosen one.</summary>
internal static class HoldCode
{
    /// <summary>Stack that a hold needs: two number iterators.</summary>
    public const int StackBytes = 16;

    /// <summary>
    /// BPF_MAX_LOOPS of include/linux/bpf_verifier.h: <c>bpf_iter_num_new</c> refuses more (E2BIG, and no round at
    /// all). That many readings of the clock take a fraction of a second, hence a loop of loops.
    /// </summary>
    private const int RoundsMax = 1 << 23;

    /// <summary>More loops than fit into the bound of time.</summary>
    private const int LoopsMax = 1 << 10;

    /// <summary>Counts one event. Its number, from 1, is left in <paramref name="n"/>.</summary>
    public static void EmitCount(BpfAssembler code, BpfRegister gate, BpfRegister n) =>
        code.Load(BpfSize.Word, n, gate, HoldGate.CountAt)
            .Add(n, 1)
            .Store(BpfSize.Word, gate, HoldGate.CountAt, n);

    /// <summary>
    /// Holds if event <paramref name="n"/> is the chosen one. <c>bpf_iter_num</c> loops need no function of their own,
    /// as bpf_loop would with its func_info, and end after the deadline at the latest. R0 to R5 and
    /// <paramref name="deadline"/> are lost, and <see cref="StackBytes"/> from <paramref name="stack"/> on.
    /// </summary>
    public static void EmitHold(BpfAssembler code, BpfRegister gate, BpfRegister n, BpfRegister deadline, int stack)
    {
        string over = code.Unique("not-held");
        string loop = code.Unique("loop");
        string round = code.Unique("round");
        string leave = code.Unique("leave");
        string rounds = code.Unique("rounds-over");
        string done = code.Unique("held-enough");
        int inner = stack + 8;
        code.Load(BpfSize.Word, BpfRegister.R1, gate, HoldGate.HoldAtAt)
            .JumpIf(BpfRegister.R1, BpfCondition.NotEqual, n, over)
            .Call(BpfHelper.KtimeGetNs)
            .LoadImmediate(deadline, HoldGate.SpinNsMax)
            .Compute(BpfOperation.Add, deadline, BpfRegister.R0)
            .Store(BpfSize.Word, gate, HoldGate.HeldAtAt, n);
        EmitNew(code, stack, LoopsMax);

        EmitCall(code.Label(loop), "bpf_iter_num_next", stack);
        code.JumpIf(BpfRegister.R0, BpfCondition.Equal, 0, done);
        EmitNew(code, inner, RoundsMax);

        EmitCall(code.Label(round), "bpf_iter_num_next", inner);
        code.JumpIf(BpfRegister.R0, BpfCondition.Equal, 0, rounds)
            .Load(BpfSize.Word, BpfRegister.R1, gate, HoldGate.ReleasedAt)
            .JumpIf(BpfRegister.R1, BpfCondition.Equal, n, leave)
            .Call(BpfHelper.KtimeGetNs)
            .JumpIf(BpfRegister.R0, BpfCondition.Below, deadline, round)
            .Store(BpfSize.Word, gate, HoldGate.ExpiredAt, 1);

        EmitCall(code.Label(leave), "bpf_iter_num_destroy", inner);
        EmitCall(code.Jump(done).Label(rounds), "bpf_iter_num_destroy", inner);
        EmitCall(code.Jump(loop).Label(done), "bpf_iter_num_destroy", stack);
        code.Store(BpfSize.Word, gate, HoldGate.HeldAtAt, 0)
            .Label(over);
    }

    private static void EmitNew(BpfAssembler code, int iterator, int end) =>
        EmitCall(code.Move(BpfRegister.R2, 0).Move(BpfRegister.R3, end), "bpf_iter_num_new", iterator);

    private static void EmitCall(BpfAssembler code, string function, int iterator) =>
        code.Move(BpfRegister.R1, BpfRegister.Frame)
            .Add(BpfRegister.R1, iterator)
            .CallKfunc(Btf.Kernel.FunctionId(function));
}
