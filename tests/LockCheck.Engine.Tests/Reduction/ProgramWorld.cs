namespace LockCheck.Engine.Tests.Reduction;

/// <summary>
/// Runs a random program: numbers up to two, locks, bits of each thread, a count of references, history, and threads
/// that start others. Everything is small, so that the states are few, and may go round.
/// </summary>
internal sealed class ProgramWorld(Program program) : Model
{
    public static readonly Property Promise =
        new(Property.FirstOfModel, "promise", "what an assertion says", PropertyKind.Promise);

    public static readonly Property Recorded =
        new(Property.FirstOfModel + 1, "recorded", "what history shows", PropertyKind.Promise);

    public static readonly Property Last =
        new(Property.FirstOfModel + 2, "last", "the last reference is put", PropertyKind.Observation);

    public static readonly Property Crash =
        new(Property.FirstOfModel + 3, "crash", "the end of everything", PropertyKind.Crash);

    private const int Spare = 1;

    private Region<byte> _numbers;
    private Region<byte> _locks;
    private Region<byte> _bits;
    private Region<byte> _counts;
    private Region<sbyte> _parts;
    private Region<byte> _isPut;
    private Region<byte> _spawned;
    private Region<byte> _history;
    private PartedCount<byte, sbyte> _count = null!;

    public override int ThreadCount => program.Threads.Length + Spare;

    public override IReadOnlyList<Property> Properties => [Promise, Recorded, Last, Crash];

    private static ProgramWorld Current => (ProgramWorld)Stepper.Current.Model;

    private static FieldOf<byte, byte> Whole { get; } = new(static (ref value) => ref value);

    public override void Declare(VectorLayout layout)
    {
        _numbers = layout.Shared<byte>("numbers", Program.Values);
        _locks = layout.Shared<byte>("locks", Program.Values);
        _bits = layout.Shared<byte>("bits");
        _counts = layout.Shared<byte>("count");
        _parts = layout.Shared<sbyte>("parts", ThreadCount);
        _isPut = layout.Shared<byte>("put");
        _spawned = layout.Shared<byte>("spawned");
        _history = layout.History<byte>("history");
        _count = layout.Parted(_counts, Whole, _parts, new(static (ref part) => ref part), isOnly: true);
    }

    public override void Start()
    {
        _counts[0] = 1;
        for (var thread = 0; thread < program.Threads.Length; thread++)
        {
            Begin(thread);
        }
    }

    public override string RoleName(int role) => $"t{role}";

    private static void Begin(int codes) => Threads.Spawn(codes, () => Run(codes));

    private static async Routine Run(int codes)
    {
        var at = 0;
        var register = 0;
        while (at < Current.LengthOf(codes))
        {
            register = await Operation.Issue<Execute, int>(new Execute(Current.CodeOf(codes, at), register));
            at = register < 0 ? 0 : at + 1;
            register = Math.Max(register, 0);
        }
    }

    private int LengthOf(int codes) => program.Threads[codes].Length;

    private int CodeOf(int codes, int at) => program.Threads[codes][at];

    private bool IsEnabled(StateView state, ThreadId self, Instruction kind, int a, int b) => kind switch
    {
        Instruction.Lock => _locks.In(state, a) == 0,
        Instruction.Await => _numbers.In(state, a) == b,
        Instruction.Join => a == self.Index || a >= program.Threads.Length
            || state.StatusOf(ThreadId.Of(a)) == ThreadStatus.Finished,
        _ => true,
    };

    /// <summary>Executes one instruction; the register afterwards, or -1 to go back to the start.</summary>
    private int Apply(ThreadId self, Instruction kind, int a, int b, int register)
    {
        var stepper = Stepper.Current;
        switch (kind)
        {
            case Instruction.Load:
                return _numbers[a];
            case Instruction.Store:
                _numbers[a] = (byte)((register + b) % Program.Values);
                break;
            case Instruction.Lock:
                _locks[a] = (byte)(self.Index + 1);
                break;
            case Instruction.Unlock:
                _locks[a] = _locks[a] == self.Index + 1 ? (byte)0 : _locks[a];
                break;
            case Instruction.Assert when _numbers[a] == b && register == a:
                stepper.Report(Promise);
                break;
            case Instruction.Choose:
                return Choose.Value(2, "value");
            case Instruction.Loop when register == a:
                return -1;
            case Instruction.SetOwnBit:
                _bits.SetBits(0, Whole, 1UL << self.Index);
                break;
            case Instruction.SeeOtherBits:
                return _bits.HasBits(0, Whole, (ulong)(a + 1) & ~(1UL << self.Index)) ? 1 : 0;
            case Instruction.ClearUnseen:
                _bits.ClearUnseen(0, 1UL << a);
                break;
            case Instruction.Record:
                _history[0] = (byte)(((_history[0] * 2) + self.Index + 1) % 5);
                Report(stepper, Recorded, _history[0] == 3 + (b % 2));
                break;
            case Instruction.Crash:
                Report(stepper, Crash, _numbers[a] == b);
                break;
            case Instruction.Spawn when _spawned[0] < Spare:
                _spawned[0]++;
                Begin(program.Threads.Length - 1);
                break;
            case Instruction.Get when _count.IsPositive(0) && _parts[self.Index] < 2:
                _ = _count.Add(0, 1);
                break;
            case Instruction.Put when _parts[self.Index] > 0:
                Report(stepper, Last, _count.Add(0, -1) == 0);
                break;
            case Instruction.PutLast when _isPut[0] == 0:
                _isPut[0] = 1;
                Report(stepper, Last, --_counts[0] == 0);
                break;
            case Instruction.SeeStatus when a < program.Threads.Length:
                return (int)stepper.StatusOf(ThreadId.Of(a));
        }

        return register;
    }

    private static void Report(Stepper stepper, Property property, bool isBroken)
    {
        if (isBroken)
        {
            stepper.Report(property);
        }
    }

    private readonly struct Execute(int code, int register) : IOperation<int>
    {
        private readonly int _code = code;
        private readonly int _register = register;

        public Footprint Footprint => Footprint.Nothing;

        public bool IsEnabled(StateView state, ThreadId self) => ((ProgramWorld)state.Model)
            .IsEnabled(state, self, Program.KindOf(_code), Program.A(_code), Program.B(_code));

        public bool TryApply(ThreadId self, out int result)
        {
            result = Current.Apply(self, Program.KindOf(_code), Program.A(_code), Program.B(_code), _register);
            return true;
        }

        public string Describe(StateView state, ThreadId self) => Program.KindOf(_code).ToString();
    }
}
