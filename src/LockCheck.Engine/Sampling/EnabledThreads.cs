using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// Which threads of a working state can go on. A step changes the pending operation of the threads that it touched
/// only; so what is known of the others is kept, and just those that may block are asked again.
/// </summary>
/// <param name="stepper">The stepper with the working state.</param>
/// <param name="pending">Where to note what threads are about to touch; null if nobody asks.</param>
internal sealed unsafe class EnabledThreads(Stepper stepper, PendingOperations? pending)
{
    private readonly uint _all = uint.MaxValue >> (VectorLayout.MaxThreads - stepper.Shape.ThreadCount);
    private uint _mayBlock;

    /// <summary>Gets the threads that have not ended.</summary>
    public uint Running { get; private set; }

    /// <summary>Looks at all threads.</summary>
    public void Begin()
    {
        Running = 0;
        _mayBlock = 0;
        Update(_all);
    }

    /// <summary>Looks at the threads that a step has touched.</summary>
    public void Update(uint touched)
    {
        var state = stepper.State;
        for (; touched != 0; touched &= touched - 1)
        {
            var slot = BitOperations.TrailingZeroCount(touched);
            var bit = 1u << slot;
            var header = (ThreadHeader*)stepper.Shape.Thread(state, slot);
            Running &= ~bit;
            _mayBlock &= ~bit;
            if (header->Status != ThreadStatus.Running)
            {
                continue;
            }

            Running |= bit;
            _mayBlock |= header->MayBlock != 0 ? bit : 0;
            pending?.Set(slot, OperationType.Find(header->Operation).FootprintOf((byte*)header->Payload));
        }
    }

    /// <summary>Gets the threads whose pending operation can be applied.</summary>
    public uint Enabled()
    {
        var enabled = Running & ~_mayBlock;
        var state = stepper.View;
        var (known, type) = (0u, default(OperationType));
        for (var set = _mayBlock; set != 0; set &= set - 1)
        {
            var slot = BitOperations.TrailingZeroCount(set);
            var header = (ThreadHeader*)stepper.Shape.Thread(stepper.State, slot);
            if (header->Operation != known)
            {
                // Threads that wait often wait for the same.
                (known, type) = (header->Operation, OperationType.Find(header->Operation));
            }

            if (type!.IsEnabled((byte*)header->Payload, state, new ThreadId((byte)slot)))
            {
                enabled |= 1u << slot;
            }
        }

        return enabled;
    }
}
