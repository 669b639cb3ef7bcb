using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// One state, as far as a reduction looks at it: where each thread is, which are blocked, and by what.
/// </summary>
internal sealed unsafe class ThreadLooks(StateShape shape, Stepper stepper, FootprintProbe probe, Learned learned)
{
    private readonly FootprintTable _footprints = learned.Footprints;
    private readonly FutureTable _futures = learned.Futures;
    private readonly int[] _looks = new int[VectorLayout.MaxThreads];
    private readonly int[] _places = new int[VectorLayout.MaxThreads];
    private uint _running;

    /// <summary>
    /// Gets a hash of all that a step sees beside its own thread: the world, and the status of each thread.
    /// </summary>
    public ulong World { get; private set; }

    /// <summary>Gets what tells states of one chain apart.</summary>
    public ulong Fingerprint { get; private set; }

    /// <summary>Looks at a state, and learns what decides whether its threads are blocked.</summary>
    /// <returns>The threads that are not, a bit each.</returns>
    public uint Take(byte* state)
    {
        stepper.WorkOn(state);
        World = shape.HashWorld(state);
        for (var slot = 0; slot < shape.ThreadCount; slot++)
        {
            World = WithStatus(World, shape.Thread(state, slot));
        }

        Fingerprint = World;
        _running = 0;
        var enabled = 0u;
        for (var slot = 0; slot < shape.ThreadCount; slot++)
        {
            var header = (ThreadHeader*)shape.Thread(state, slot);
            if (header->Status != ThreadStatus.Running)
            {
                continue;
            }

            var hash = shape.HashThread(state, slot);
            Fingerprint += hash;
            _places[slot] = _futures.PlaceOf(hash);
            _running |= 1u << slot;
            enabled |= IsEnabled(header, slot) ? 1u << slot : 0;
        }

        return enabled;
    }

    /// <summary>Adds the status of the next thread to the hash of the world.</summary>
    public static ulong WithStatus(ulong world, byte* thread) =>
        BitOperations.RotateLeft(world, 7) + (((ulong)((ThreadHeader*)thread)->Status + 1) * 0x9E3779B97F4A7C15);

    /// <summary>The place of a thread that runs.</summary>
    public int PlaceOf(int slot) => _places[slot];

    /// <summary>What decides whether a thread is blocked.</summary>
    public int LookOf(int slot) => _looks[slot];

    /// <summary>
    /// The threads that can move as long as one of them does not: those that are not blocked, and those that one of
    /// these may wake up.
    /// </summary>
    public uint ActiveBeside(int slot, uint enabled)
    {
        var active = enabled & ~(1u << slot);
        var isLarger = true;
        while (isLarger)
        {
            isLarger = false;
            for (var blocked = _running & ~enabled & ~active; blocked != 0; blocked &= blocked - 1)
            {
                var thread = BitOperations.TrailingZeroCount(blocked);
                if (thread != slot && Conflicts(active, _looks[thread]))
                {
                    active |= 1u << thread;
                    isLarger = true;
                }
            }
        }

        return active;
    }

    /// <summary>Whether something that threads may still do conflicts with a footprint.</summary>
    public bool Conflicts(uint threads, int footprint)
    {
        for (; threads != 0; threads &= threads - 1)
        {
            var future = _futures.FutureOf(_places[BitOperations.TrailingZeroCount(threads)]);
            if (_footprints.Conflict(future, footprint))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Notes what a local step relies on.</summary>
    /// <param name="active">The threads that can move as long as its own does not.</param>
    /// <param name="enabled">The threads that are not blocked.</param>
    /// <param name="slot">The step's thread.</param>
    /// <param name="footprint">What it touches.</param>
    public void Assume(uint active, uint enabled, int slot, int footprint)
    {
        for (var blocked = _running & ~enabled & ~active & ~(1u << slot); blocked != 0; blocked &= blocked - 1)
        {
            footprint = _footprints.Union(footprint, _looks[BitOperations.TrailingZeroCount(blocked)]);
        }

        for (; active != 0; active &= active - 1)
        {
            _futures.Assume(_places[BitOperations.TrailingZeroCount(active)], footprint);
        }
    }

    private bool IsEnabled(ThreadHeader* header, int slot)
    {
        if (header->MayBlock == 0)
        {
            _looks[slot] = FootprintTable.Nothing;
            return true;
        }

        var known = learned.Steps.FindLook(_places[slot], World);
        if (known.IsKnown)
        {
            _looks[slot] = known.Footprint;
            return known.IsEnabled;
        }

        probe.Begin(slot);
        var isEnabled = stepper.View.IsEnabled(ThreadId.Of(slot));
        _looks[slot] = probe.EndLook();
        _futures.Learn(_places[slot], _looks[slot]);
        if (probe.SeesOperations)
        {
            // What other threads are about to do is no part of what a look is known by.
            return isEnabled;
        }

        learned.Steps.AddLook(_places[slot], World, _looks[slot], isEnabled);
        return isEnabled;
    }
}
