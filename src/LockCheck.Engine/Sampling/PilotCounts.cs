using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// What the pilot runs saw: how long a run is, how often each thread touches each object, and who starts whom.
/// </summary>
internal sealed class PilotCounts
{
    private readonly SortedDictionary<uint, ObjectCount> _objects = [];
    private readonly long[] _steps = new long[VectorLayout.MaxThreads];
    private readonly int[] _parents = new int[VectorLayout.MaxThreads];
    private int _runs;

    public PilotCounts() => Array.Fill(_parents, -1);

    /// <summary>Gets the steps of the longest run; at least 1.</summary>
    public int Longest { get; private set; } = 1;

    /// <summary>Notes that another run begins.</summary>
    public void BeginRun() => _runs++;

    /// <summary>Notes a step before it is made.</summary>
    public void Add(int slot, PendingOperations pending, int made)
    {
        Longest = Math.Max(Longest, made);
        _steps[slot]++;
        if (pending.ModeOf(slot) is var mode and not AccessMode.Local)
        {
            var touched = pending.ObjectOf(slot);
            if (!_objects.TryGetValue(touched, out var count))
            {
                _objects.Add(touched, count = new ObjectCount());
            }

            count.Steps[slot]++;
            count.IsWritten |= mode == AccessMode.Write;
        }
    }

    /// <summary>Notes which threads a step started.</summary>
    public void AddSpawned(int slot, uint spawned)
    {
        for (; spawned != 0; spawned &= spawned - 1)
        {
            _parents[BitOperations.TrailingZeroCount(spawned)] = slot;
        }
    }

    /// <summary>
    /// Lists what operations can be ordered uniformly, with the weights of the threads at the start: their own
    /// operations, and those of all threads that they start.
    /// </summary>
    public IReadOnlyList<ThreadWeights> Weights(InterestingOperations interesting)
    {
        var anything = _objects.GetValueOrDefault(PendingOperations.AnyObject);
        var shared = interesting == InterestingOperations.All
            ? []
            : _objects.Where(pair => pair.Value.IsShared).Select(pair => new ThreadWeights(
                pair.Key, Mean(pair.Key == PendingOperations.AnyObject ? pair.Value : pair.Value.With(anything))))
                .ToList();
        return shared.Count > 0 ? shared : [new ThreadWeights(null, Mean(_steps))];
    }

    private int[] Mean(ObjectCount count) => Mean(count.Steps);

    private int[] Mean(long[] sums)
    {
        var weights = new int[sums.Length];
        for (var slot = sums.Length - 1; slot >= 0; slot--)
        {
            // A thread has a higher slot than the one that started it, so its own weight is complete by now.
            weights[slot] += sums[slot] == 0 ? 0 : (int)Math.Max(1, (sums[slot] + (_runs / 2)) / _runs);
            if (_parents[slot] >= 0)
            {
                weights[_parents[slot]] += weights[slot];
            }
        }

        return weights;
    }

    /// <summary>How often each thread touches one object, in all pilot runs together.</summary>
    private sealed class ObjectCount
    {
        public long[] Steps { get; init; } = new long[VectorLayout.MaxThreads];

        public bool IsWritten { get; set; }

        public bool IsShared => IsWritten && Steps.Count(steps => steps > 0) > 1;

        public ObjectCount With(ObjectCount? other) => other is null
            ? this
            : new ObjectCount { Steps = [.. Steps.Zip(other.Steps, (one, two) => one + two)] };
    }
}

/// <summary>The operations that a run of <see cref="Surw"/> orders uniformly.</summary>
/// <param name="Object">Those on this object; null for all operations.</param>
/// <param name="AtStart">How many of them each thread, and those that it starts, makes in a run.</param>
internal sealed record ThreadWeights(uint? Object, int[] AtStart);
