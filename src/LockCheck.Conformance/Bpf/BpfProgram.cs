using System.Text;
using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Bpf;

/// <summary>A loaded program. Links hold it too, so it may be disposed of as soon as it is attached.</summary>
internal sealed unsafe class BpfProgram : IDisposable
{
    private const uint TypeTracing = 26;
    private const uint TypeSyscall = 31;
    private const uint AttachRawTracepoint = 23;
    private const uint AttachIterator = 28;
    private const uint FlagSleepable = 1 << 4;
    private const int LogBytes = 1 << 20;
    private const int TryAgain = 11;
    private const int TriesMax = 10;
    private readonly BpfHandle handle;
    private readonly string name;

    private BpfProgram(BpfHandle handle, string name)
    {
        this.handle = handle;
        this.name = name;
    }

    /// <summary>A program for <c>bpf_iter_NAME</c>; the kernel knows iterators by a function of that name.</summary>
    public static BpfProgram LoadIterator(string iterator, ulong[] instructions) =>
        Load(iterator, TypeTracing, AttachIterator, Btf.Kernel.FunctionId("bpf_iter_" + iterator), 0, instructions);

    /// <summary>A <c>tp_btf</c> program; the tracepoint's arguments are those of <c>btf_trace_NAME</c>.</summary>
    public static BpfProgram LoadTracepoint(string tracepoint, ulong[] instructions)
    {
        int id = Btf.Kernel.FindId(BtfKind.Typedef, "btf_trace_" + tracepoint);
        return Load(tracepoint, TypeTracing, AttachRawTracepoint, id, 0, instructions);
    }

    /// <summary>A program that runs when it is called with <see cref="Run"/>, in the caller's own context.</summary>
    public static BpfProgram LoadSyscall(string name, ulong[] instructions) =>
        Load(name, TypeSyscall, 0, 0, FlagSleepable, instructions);

    /// <summary>Attaches an iterator to one process: <paramref name="pid"/> is a thread group.</summary>
    public BpfHandle AttachToProcess(int pid)
    {
        BpfAttributes.IteratorTask task = default;
        task.Pid = (uint)pid;
        BpfAttributes.LinkCreate create = default;
        create.Program = handle.Number;
        create.AttachType = AttachIterator;
        create.IteratorInfo = (ulong)&task;
        create.IteratorInfoSize = (uint)sizeof(BpfAttributes.IteratorTask);
        return Checked(BpfSyscall.Call(BpfCommand.LinkCreate, ref create), $"link of iter/{name} to process {pid}");
    }

    public BpfHandle AttachTracepoint()
    {
        BpfAttributes.RawTracepointOpen open = default;
        open.Program = handle.Number;
        return Checked(BpfSyscall.Call(BpfCommand.RawTracepointOpen, ref open), $"link of tp_btf/{name}");
    }

    /// <summary>BPF_PROG_TEST_RUN: one run over <paramref name="context"/>; what the program returned.</summary>
    public uint Run<T>(T context) where T : unmanaged
    {
        BpfAttributes.TestRun run = default;
        run.Program = handle.Number;
        run.ContextIn = (ulong)&context;
        run.ContextSizeIn = (uint)sizeof(T);
        int result = BpfSyscall.Call(BpfCommand.ProgramTestRun, ref run);
        return result == 0 ? run.Returned : throw new BpfException($"run of {name}", -result);
    }

    public void Dispose() => handle.Dispose();

    internal static BpfHandle Checked(int result, string what) =>
        result >= 0 ? new BpfHandle(result) : throw new BpfException(what, -result);

    private static BpfProgram Load(
        string name, uint type, uint attachType, int attachBtfId, uint flags, ulong[] instructions)
    {
        BpfAttributes.ProgramLoad load = default;
        Encoding.ASCII.GetBytes(name.AsSpan(0, Math.Min(name.Length, 15)), new Span<byte>(load.Name, 15));
        load.Type = type;
        load.AttachType = attachType;
        load.AttachBtfId = (uint)attachBtfId;
        load.Flags = flags;
        load.InstructionCount = (uint)instructions.Length;
        fixed (ulong* at = instructions)
        fixed (byte* license = "GPL\0"u8)
        {
            load.Instructions = (ulong)at;
            load.License = (ulong)license;
            int result = Verify(ref load);
            return result >= 0 ? new BpfProgram(new BpfHandle(result), name) : throw Refused(name, ref load, result);
        }
    }

    /// <summary>A signal ends verification with EAGAIN, and the runtime sends its threads signals.</summary>
    private static int Verify(ref BpfAttributes.ProgramLoad load)
    {
        int result = -TryAgain;
        for (int i = 0; i < TriesMax && result == -TryAgain; i++)
        {
            result = BpfSyscall.Call(BpfCommand.ProgramLoad, ref load);
        }

        return result;
    }

    /// <summary>Loads once more with a log: making one costs more than loading, and is of use only now.</summary>
    private static BpfException Refused(string name, ref BpfAttributes.ProgramLoad load, int result)
    {
        byte[] log = new byte[LogBytes];
        fixed (byte* at = log)
        {
            load.LogLevel = 1;
            load.LogSize = LogBytes;
            load.LogBuffer = (ulong)at;
            int again = Verify(ref load);
            using var _ = new BpfHandle(again);
            int length = Math.Max(0, Array.IndexOf(log, (byte)0));
            return new BpfException($"load of {name}", -result, Encoding.UTF8.GetString(log, 0, length));
        }
    }
}
