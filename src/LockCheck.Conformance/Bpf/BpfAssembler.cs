namespace LockCheck.Conformance.Bpf;

/// <summary>
/// Puts eBPF instructions together (Documentation/bpf/standardization/instruction-set.rst): 8 bytes each,
/// opcode | destination and source | 16-bit offset | 32-bit immediate, with labels for jumps. Nothing is optimised and
/// nothing is checked but labels: the verifier does that.
/// </summary>
internal sealed class BpfAssembler
{
    private const byte ClassLoadImmediate = 0x18;
    private const byte ClassLoad = 0x61;
    private const byte ClassStoreImmediate = 0x62;
    private const byte ClassStore = 0x63;
    private const byte Atomic = 0xc3;
    private const byte FromRegister = 0x08;
    private const byte To32Bit = 0x03;
    private const byte JumpAlways = 0x05;
    private const byte CallOpcode = 0x85;
    private const byte ExitOpcode = 0x95;

    // What the source register of a 64-bit load or a call says about the immediate.
    private const int PseudoMapDescriptor = 1;
    private const int PseudoMapValue = 2;
    private const int PseudoBtfId = 3;
    private const int PseudoKfunc = 2;

    private readonly List<ulong> instructions = [];
    private readonly List<(int At, string Label)> jumps = [];
    private readonly Dictionary<string, int> labels = [];

    /// <summary>A label that no other part of the program has taken.</summary>
    public string Unique(string label) => $"{label}@{instructions.Count}";

    public BpfAssembler Label(string label) =>
        labels.TryAdd(label, instructions.Count) ? this : throw new BpfException($"label {label} is set twice");

    public BpfAssembler Move(BpfRegister to, BpfRegister from) => Compute(BpfOperation.Move, to, from);

    public BpfAssembler Move(BpfRegister to, int value) => Compute(BpfOperation.Move, to, value);

    /// <summary>Keeps the lower 32 bits of <paramref name="from"/> and clears the upper ones.</summary>
    public BpfAssembler MoveWord(BpfRegister to, BpfRegister from) =>
        Emit(((byte)BpfOperation.Move - To32Bit) | FromRegister, (int)to, (int)from, 0, 0);

    public BpfAssembler Compute(BpfOperation operation, BpfRegister to, BpfRegister with) =>
        Emit((byte)operation | FromRegister, (int)to, (int)with, 0, 0);

    public BpfAssembler Compute(BpfOperation operation, BpfRegister to, int with) =>
        Emit((byte)operation, (int)to, 0, 0, with);

    public BpfAssembler Add(BpfRegister to, int value) => Compute(BpfOperation.Add, to, value);

    public BpfAssembler Load(BpfSize size, BpfRegister to, BpfRegister from, int offset) =>
        Emit(ClassLoad | (int)size, (int)to, (int)from, offset, 0);

    public BpfAssembler Store(BpfSize size, BpfRegister to, int offset, BpfRegister from) =>
        Emit(ClassStore | (int)size, (int)to, (int)from, offset, 0);

    public BpfAssembler Store(BpfSize size, BpfRegister to, int offset, int value) =>
        Emit(ClassStoreImmediate | (int)size, (int)to, 0, offset, value);

    /// <summary>Adds to memory atomically; <see cref="BpfSize.Word"/> or <see cref="BpfSize.DoubleWord"/> only.
    /// </summary>
    public BpfAssembler AtomicAdd(BpfSize size, BpfRegister to, int offset, BpfRegister from) =>
        Emit(Atomic | (int)size, (int)to, (int)from, offset, 0);

    public BpfAssembler Jump(string label) => EmitJump(JumpAlways, 0, 0, 0, label);

    public BpfAssembler JumpIf(BpfRegister left, BpfCondition condition, int right, string label) =>
        EmitJump((int)condition, (int)left, 0, right, label);

    public BpfAssembler JumpIf(BpfRegister left, BpfCondition condition, BpfRegister right, string label) =>
        EmitJump((int)condition | FromRegister, (int)left, (int)right, 0, label);

    public BpfAssembler Call(BpfHelper helper) => Emit(CallOpcode, 0, 0, 0, (int)helper);

    /// <summary>Calls a function of vmlinux by its BTF id.</summary>
    public BpfAssembler CallKfunc(int btfId) => Emit(CallOpcode, 0, PseudoKfunc, 0, btfId);

    public BpfAssembler LoadImmediate(BpfRegister to, ulong value) => EmitWide(to, 0, (uint)value, (uint)(value >> 32));

    /// <summary>The map itself, as helpers take it.</summary>
    public BpfAssembler LoadMap(BpfRegister to, int descriptor) =>
        EmitWide(to, PseudoMapDescriptor, (uint)descriptor, 0);

    /// <summary>The address of a byte within an array map's only element.</summary>
    public BpfAssembler LoadMapValue(BpfRegister to, int descriptor, int offset) =>
        EmitWide(to, PseudoMapValue, (uint)descriptor, (uint)offset);

    /// <summary>The address of a kernel variable, by its BTF id.</summary>
    public BpfAssembler LoadBtfId(BpfRegister to, int btfId) => EmitWide(to, PseudoBtfId, (uint)btfId, 0);

    public BpfAssembler Exit() => Emit(ExitOpcode, 0, 0, 0, 0);

    /// <summary>The program, each instruction as the little-endian number of its 8 bytes.</summary>
    public ulong[] Assemble()
    {
        ulong[] program = instructions.ToArray();
        foreach ((int at, string label) in jumps)
        {
            if (!labels.TryGetValue(label, out int target))
            {
                throw new BpfException($"label {label} is jumped to and never set");
            }

            program[at] |= (ulong)(ushort)checked((short)(target - at - 1)) << 16;
        }

        return program;
    }

    private BpfAssembler EmitJump(int opcode, int left, int right, int value, string label)
    {
        jumps.Add((instructions.Count, label));
        return Emit(opcode, left, right, 0, value);
    }

    private BpfAssembler EmitWide(BpfRegister to, int kind, uint low, uint high)
    {
        Emit(ClassLoadImmediate, (int)to, kind, 0, (int)low);
        return Emit(0, 0, 0, 0, (int)high);
    }

    private BpfAssembler Emit(int opcode, int to, int from, int offset, int value)
    {
        ulong registers = (ulong)(to | (from << 4)) << 8;
        ulong place = (ulong)(ushort)checked((short)offset) << 16;
        instructions.Add((byte)opcode | registers | place | ((ulong)(uint)value << 32));
        return this;
    }
}
