using System.Runtime.CompilerServices;

namespace LockCheck.Engine.Tests.Worlds;

/// <summary>
/// A few threads that run programs drawn at random over a few small numbers: they store, add, wait, choose, spawn,
/// join, look whether another has ended, go back, and report what they see.
/// </summary>
internal sealed class RandomProgram : Model<RandomProgram.Memory>
{
    private const int Numbers = 4;
    private const int Values = 3;

    private static readonly Property Promise =
        new(Property.FirstOfModel, "promise", "what a program promises", PropertyKind.Promise);

    private static readonly Property Observation =
        new(Property.FirstOfModel + 1, "observation", "what a program observes", PropertyKind.Observation);

    private static readonly Property Crash =
        new(Property.FirstOfModel + 2, "crash", "what ends a path", PropertyKind.Crash);

    private readonly Instruction[][] _programs;
    private readonly int _threads;

    /// <param name="seed">The same seed gives the same programs.</param>
    /// <param name="length">The most instructions of a program.</param>
    public RandomProgram(ulong seed, int length)
    {
        var random = new SplitMix(seed);
        _threads = 2 + random.Below(2);
        _programs = [.. Enumerable.Range(0, _threads + 1).Select(thread => Draw(random, thread, length))];
    }

    private enum Kind
    {
        Store,
        Add,
        Copy,
        Wait,
        Choose,
        Report,
        Crash,
        Spawn,
        Join,
        Look,
        Back,
    }

    /// <summary>The last slot is for a thread that another one spawns.</summary>
    public override int ThreadCount => _threads + 1;

    public override IReadOnlyList<Property> Properties => [Promise, Observation, Crash];

    public override void Start()
    {
        for (var i = 0; i < _threads; i++)
        {
            var program = i;
            Threads.Spawn(i, () => Run(program));
        }
    }

    public override string RoleName(int role) => $"t{role}";

    private static async Routine Run(int program)
    {
        for (var at = 0; At(program, at).Kind is var kind && at < LengthOf(program); at = Do(program, at))
        {
            switch (kind)
            {
                case Kind.Wait:
                    await Step.Until("wait", new HasValue(At(program, at).Number, At(program, at).Value));
                    break;
                case Kind.Join:
                    await Threads.Join(ThreadId.Of(At(program, at).Other));
                    break;
                default:
                    await Step.At("step");
                    break;
            }
        }
    }

    private static Instruction At(int program, int at) =>
        at < LengthOf(program) ? ((RandomProgram)Stepper.Current.Model)._programs[program][at] : default;

    private static int LengthOf(int program) => ((RandomProgram)Stepper.Current.Model)._programs[program].Length;

    /// <summary>Does what an instruction says; returns where the program goes on.</summary>
    private static int Do(int program, int at)
    {
        var now = At(program, at);
        ref var number = ref World.Numbers[now.Number];
        switch (now.Kind)
        {
            case Kind.Store:
                number = now.Value;
                break;
            case Kind.Add:
                number = (number + now.Value) % Values;
                break;
            case Kind.Copy:
                number = World.Numbers[now.Other % Numbers];
                break;
            case Kind.Choose:
                number = Choose.Value(now.Value + 1, "value");
                break;
            case Kind.Report when number == now.Value:
                Stepper.Current.Report(now.Other == 0 ? Promise : Observation);
                break;
            case Kind.Crash when number == now.Value && Choose.Either("crash"):
                Stepper.Current.Report(Crash);
                break;
            case Kind.Spawn:
                var spawned = ((RandomProgram)Stepper.Current.Model)._threads;
                Threads.Spawn(spawned, () => Run(spawned));
                break;
            case Kind.Look:
                number = (int)Stepper.Current.StatusOf(ThreadId.Of(now.Other));
                break;
            case Kind.Back when number == now.Value:
                return now.Other % (at + 1);
        }

        return at + 1;
    }

    private Instruction[] Draw(SplitMix random, int thread, int length)
    {
        var hasSpawned = thread != 0;
        var program = new Instruction[1 + random.Below(length)];
        for (var at = 0; at < program.Length; at++)
        {
            var kind = (Kind)random.Below(11);
            kind = kind switch
            {
                // One thread spawns, once: it has no way back.
                Kind.Spawn when hasSpawned => Kind.Add,
                Kind.Back when thread == 0 => Kind.Copy,
                _ => kind,
            };
            hasSpawned |= kind == Kind.Spawn;
            program[at] = new Instruction(
                kind, random.Below(Numbers), random.Below(Values), random.Below(_threads + 1));
        }

        return program;
    }

    internal struct Memory
    {
        public Row Numbers;
    }

    [InlineArray(RandomProgram.Numbers)]
    internal struct Row
    {
        private int _number;
    }

    private readonly record struct Instruction(Kind Kind, int Number, int Value, int Other);

    private readonly record struct HasValue(int Number, int Value) : ICondition
    {
        public bool Holds(StateView state) => WorldOf(state).Numbers[Number] == Value;
    }
}
