using System.Collections.Concurrent;

namespace LockCheck.Engine;

/// <summary>Ready-made scheduling points for small worlds: an ordinary step, and a step that waits.</summary>
public static class Step
{
    /// <summary>A scheduling point: what follows, up to the next await, is one atomic step.</summary>
    /// <param name="label">What the step does, for schedules, such as <c>load x</c>.</param>
    /// <returns>Something to await.</returns>
    public static Pending<None> At(string label) => Operation.Issue(new LabelOperation(Labels.IdOf(label)));

    /// <summary>A scheduling point at which the thread is blocked until a condition holds.</summary>
    /// <typeparam name="TCondition">An unmanaged condition of at most 8 bytes.</typeparam>
    /// <param name="label">What the step does, for schedules, such as <c>take fork 1</c>.</param>
    /// <param name="condition">The condition, which sees only the state that it is given.</param>
    /// <returns>Something to await.</returns>
    public static Pending<None> Until<TCondition>(string label, TCondition condition)
        where TCondition : unmanaged, ICondition =>
        Operation.Issue(new UntilOperation<TCondition>(condition, Labels.IdOf(label)));

    private readonly struct LabelOperation(uint label) : IOperation<None>
    {
        private readonly uint _label = label;

        public Footprint Footprint => new(0, 0, AccessMode.Write, AccessOrder.Plain);

        public bool TryApply(ThreadId self, out None result)
        {
            result = default;
            return true;
        }

        public string Describe(StateView state, ThreadId self) => Labels.NameOf(_label);
    }

    private readonly struct UntilOperation<TCondition>(TCondition condition, uint label) : IOperation<None>
        where TCondition : unmanaged, ICondition
    {
        private readonly uint _low = (uint)Bits(condition);
        private readonly uint _high = (uint)(Bits(condition) >> 32);
        private readonly uint _label = label;

        public Footprint Footprint => new(0, 0, AccessMode.Write, AccessOrder.Plain);

        public unsafe bool IsEnabled(StateView state, ThreadId self)
        {
            var bits = _low | ((ulong)_high << 32);
            return ((TCondition*)&bits)->Holds(state);
        }

        public bool TryApply(ThreadId self, out None result)
        {
            result = default;
            return true;
        }

        public string Describe(StateView state, ThreadId self) => Labels.NameOf(_label);

        private static unsafe ulong Bits(TCondition condition)
        {
            if (sizeof(TCondition) > sizeof(ulong))
            {
                throw new RoutineException(
                    $"The condition {RoutineNames.Readable(typeof(TCondition))} has {sizeof(TCondition)} bytes; at "
                    + "most 8 fit. Keep an index in it.");
            }

            ulong bits = 0;
            *(TCondition*)&bits = condition;
            return bits & ConditionMask<TCondition>.Bits;
        }
    }

    private static class ConditionMask<TCondition>
    {
        /// <summary>The bytes of a condition that carry a value: what lies in its holes is no part of it.</summary>
        public static readonly ulong Bits = Of(ByteMask.Of(typeof(TCondition)));

        private static ulong Of(byte[] mask)
        {
            Array.Resize(ref mask, sizeof(ulong));
            return BitConverter.ToUInt64(mask);
        }
    }

    private static class Labels
    {
        private static readonly ConcurrentDictionary<string, uint> Ids = new(StringComparer.Ordinal);
        private static readonly ConcurrentDictionary<uint, string> Names = new();

        public static uint IdOf(string label) => Ids.GetOrAdd(label, static text =>
        {
            var id = StableHash.Of(text);
            return Names.GetOrAdd(id, text) == text
                ? id
                : throw new RoutineException($"The labels `{text}` and `{Names[id]}` have one hash. Change one.");
        });

        public static string NameOf(uint id) => Names[id];
    }
}

/// <summary>What <see cref="Step.Until{TCondition}"/> waits for.</summary>
public interface ICondition
{
    /// <summary>Tells whether the thread can go on.</summary>
    /// <param name="state">The state: the condition sees nothing else.</param>
    /// <returns>True when it can.</returns>
    bool Holds(StateView state);
}
