using System.Runtime.InteropServices;
using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Bpf;

/// <summary>
/// A pass with the open-coded iterator <c>bpf_iter_task_vma_new/next/destroy</c>. On kernels where
/// <c>bpf_iter_task_vma_kern_data</c> has a <c>snapshot</c> it takes a per-VMA lock for each VMA and no mmap_lock
/// (P-OC26); see <see cref="IsSnapshot"/>. The program is of type <c>syscall</c>: it runs when it is called, in the
/// caller's context.
/// </summary>
public sealed class OpenCodedReader : IDisposable
{
    private const int CountAt = 0;
    private const int StatusAt = 4;
    private const int HeaderBytes = 64;
    private const int IteratorAt = -8;
    private const int HoldAt = IteratorAt - HoldCode.StackBytes;
    private const int NoSuchProcess = -3;
    private readonly BpfArray records;
    private readonly BpfProgram program;
    private readonly int recordsMax;

    /// <summary>Loads the program.</summary>
    /// <param name="recordsMax">VMAs for which there is room; a process with more is an error.</param>
    /// <param name="gate">Where to hold the reader: after the n-th record, between two calls of next, which is with no
    /// lock held. Not owned.</param>
    public OpenCodedReader(int recordsMax = 8192, HoldGate? gate = null)
    {
        this.recordsMax = recordsMax;
        records = new BpfArray(HeaderBytes + (recordsMax * VmaRecord.Bytes));
        try
        {
            program = BpfProgram.LoadSyscall("open_coded_vma", Assemble(gate));
        }
        catch (BpfException)
        {
            records.Dispose();
            throw;
        }
    }

    /// <summary>True when the running kernel's iterator hands out snapshots (P-OC26), false for P-OC3 and P-OC5.
    /// </summary>
    public static bool IsSnapshot =>
        Btf.Kernel.TryOffset("bpf_iter_task_vma_kern_data", "snapshot") is not null &&
        Btf.Kernel.TryOffset("bpf_iter_task_vma_kern_data", "next_addr") is not null;

    /// <summary>One pass over the address space of a thread's process, from <paramref name="address"/> up.</summary>
    /// <param name="tid">A thread, by its id in the initial namespace.</param>
    /// <param name="address">Where to begin, in bytes.</param>
    public VmaRecord[] ReadAll(int tid, ulong address = 0)
    {
        records.SetWord(CountAt, 0);
        records.SetWord(StatusAt, 0);
        program.Run(new Request { Tid = tid, Address = address });
        int status = (int)records.Word(StatusAt);
        int count = (int)records.Word(CountAt);
        if (status < 0 || count > recordsMax)
        {
            throw status < 0
                ? new BpfException($"bpf_iter_task_vma_new for thread {tid}", -status)
                : new BpfException($"thread {tid} has more than {recordsMax} VMAs");
        }

        var result = new VmaRecord[count];
        unsafe
        {
            new ReadOnlySpan<byte>(records.Memory + HeaderBytes, count * VmaRecord.Bytes)
                .CopyTo(MemoryMarshal.AsBytes(result.AsSpan()));
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        program.Dispose();
        records.Dispose();
    }

    private ulong[] Assemble(HoldGate? gate)
    {
        var code = new BpfAssembler();
        code.Move(BpfRegister.R6, BpfRegister.R1)
            .LoadMapValue(BpfRegister.R7, records.Descriptor, 0)
            .Load(BpfSize.Word, BpfRegister.R1, BpfRegister.R6, 0)
            .CallKfunc(Btf.Kernel.FunctionId("bpf_task_from_pid"))
            .JumpIf(BpfRegister.R0, BpfCondition.NotEqual, 0, "found")
            .Store(BpfSize.Word, BpfRegister.R7, StatusAt, NoSuchProcess)
            .Move(BpfRegister.R0, 0)
            .Exit();

        // R6 is the task from here on, and the verifier wants its reference back before the exit.
        code.Label("found")
            .Load(BpfSize.DoubleWord, BpfRegister.R3, BpfRegister.R6, 8)
            .Move(BpfRegister.R6, BpfRegister.R0);
        EmitIteratorCall(code.Move(BpfRegister.R2, BpfRegister.R6), "bpf_iter_task_vma_new");
        code.Store(BpfSize.Word, BpfRegister.R7, StatusAt, BpfRegister.R0);

        // Next is called even if new failed: it returns NULL then.
        EmitIteratorCall(code.Label("next"), "bpf_iter_task_vma_next");
        code.JumpIf(BpfRegister.R0, BpfCondition.Equal, 0, "done");
        EmitRecord(code, gate);
        EmitIteratorCall(code.Jump("next").Label("done"), "bpf_iter_task_vma_destroy");
        return code.Move(BpfRegister.R1, BpfRegister.R6)
            .CallKfunc(Btf.Kernel.FunctionId("bpf_task_release"))
            .Move(BpfRegister.R0, 0)
            .Exit()
            .Assemble();
    }

    private static void EmitIteratorCall(BpfAssembler code, string function) =>
        code.Move(BpfRegister.R1, BpfRegister.Frame)
            .Add(BpfRegister.R1, IteratorAt)
            .CallKfunc(Btf.Kernel.FunctionId(function));

    /// <summary>
    /// The count is kept in the array and read anew for each record. In a register it would differ from round to
    /// round, and the verifier would never see the loop converge.
    /// </summary>
    private void EmitRecord(BpfAssembler code, HoldGate? gate)
    {
        code.Move(BpfRegister.R8, BpfRegister.R0)
            .Load(BpfSize.Word, BpfRegister.R2, BpfRegister.R7, CountAt)
            .Move(BpfRegister.R3, BpfRegister.R2)
            .Add(BpfRegister.R3, 1)
            .Store(BpfSize.Word, BpfRegister.R7, CountAt, BpfRegister.R3)
            .JumpIf(BpfRegister.R2, BpfCondition.AboveOrEqual, recordsMax, "done")
            .Compute(BpfOperation.Multiply, BpfRegister.R2, VmaRecord.Bytes)
            .Move(BpfRegister.R9, BpfRegister.R7)
            .Compute(BpfOperation.Add, BpfRegister.R9, BpfRegister.R2);
        VmaRecordCode.Emit(code, BpfRegister.R8, BpfRegister.R9, HeaderBytes, whole: true);
        if (gate is not null)
        {
            code.LoadMapValue(BpfRegister.R9, gate.Memory.Descriptor, 0);
            HoldCode.EmitCount(code, BpfRegister.R9, BpfRegister.R8);
            HoldCode.EmitHold(code, BpfRegister.R9, BpfRegister.R8, BpfRegister.R7, HoldAt);
            code.LoadMapValue(BpfRegister.R7, records.Descriptor, 0);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Request
    {
        public int Tid;
        public int Padding;
        public ulong Address;
    }
}
