using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Bpf;

/// <summary>
/// <c>iter/task_vma</c> of the running kernel (P-TV7m): a program that writes one binary record for each VMA of one
/// process. The kernel takes mmap_lock for reading and drops it at each read(2) and where a writer waits.
/// </summary>
public sealed class TaskVmaReader : IDisposable
{
    private const int StackAt = -VmaRecord.Bytes;
    private const int HoldAt = StackAt - HoldCode.StackBytes;
    private readonly BpfHandle link;

    private TaskVmaReader(BpfHandle link, int recordBytes)
    {
        this.link = link;
        RecordBytes = recordBytes;
    }

    /// <summary>Bytes that the program writes for each VMA: a read(2) of as many gives one record.</summary>
    public int RecordBytes { get; }

    /// <summary>Loads the program and links it to a process.</summary>
    /// <param name="pid">The process; its leading thread is visited.</param>
    /// <param name="whole">64-byte records; otherwise 32-byte ones, see <see cref="VmaRecord"/>.</param>
    /// <param name="gate">Where to hold the reader: after the n-th record, under mmap_lock. Not owned.</param>
    public static TaskVmaReader Open(int pid, bool whole = true, HoldGate? gate = null)
    {
        using BpfProgram program = BpfProgram.LoadIterator("task_vma", Assemble(whole, gate));
        return new TaskVmaReader(program.AttachToProcess(pid), whole ? VmaRecord.Bytes : VmaRecord.ShortBytes);
    }

    /// <summary>Begins a pass at the lowest address (BPF_ITER_CREATE).</summary>
    public TaskVmaPass Begin()
    {
        BpfAttributes.IteratorCreate create = default;
        create.Link = link.Number;
        int result = BpfSyscall.Call(BpfCommand.IteratorCreate, ref create);
        return new TaskVmaPass(BpfProgram.Checked(result, "a pass of iter/task_vma"), RecordBytes);
    }

    /// <summary>One pass, read with the largest buffer that the kernel fills at once.</summary>
    public VmaRecord[] ReadAll()
    {
        using TaskVmaPass pass = Begin();
        return pass.ReadRest();
    }

    /// <inheritdoc/>
    public void Dispose() => link.Dispose();

    private static ulong[] Assemble(bool whole, HoldGate? gate)
    {
        int bytes = whole ? VmaRecord.Bytes : VmaRecord.ShortBytes;
        var code = new BpfAssembler();
        code.Move(BpfRegister.R6, BpfRegister.R1)
            .Load(BpfSize.DoubleWord, BpfRegister.R7, BpfRegister.R6, Btf.Kernel.Offset("bpf_iter__task_vma", "vma"))
            .JumpIf(BpfRegister.R7, BpfCondition.Equal, 0, "out");
        VmaRecordCode.Emit(code, BpfRegister.R7, BpfRegister.Frame, StackAt, whole);
        code.Load(BpfSize.DoubleWord, BpfRegister.R1, BpfRegister.R6, Btf.Kernel.Offset("bpf_iter__task_vma", "meta"))
            .Load(BpfSize.DoubleWord, BpfRegister.R1, BpfRegister.R1, Btf.Kernel.Offset("bpf_iter_meta", "seq"))
            .Move(BpfRegister.R2, BpfRegister.Frame).Add(BpfRegister.R2, StackAt)
            .Move(BpfRegister.R3, bytes)
            .Call(BpfHelper.SeqWrite);
        if (gate is not null)
        {
            code.LoadMapValue(BpfRegister.R7, gate.Memory.Descriptor, 0);
            HoldCode.EmitCount(code, BpfRegister.R7, BpfRegister.R8);
            HoldCode.EmitHold(code, BpfRegister.R7, BpfRegister.R8, BpfRegister.R9, HoldAt);
        }

        return code.Label("out").Move(BpfRegister.R0, 0).Exit().Assemble();
    }
}
