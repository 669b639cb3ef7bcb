using LockCheck.Specs.Invariants;

namespace LockCheck.Specs.Tearing;

/// <summary>
/// From how few states the records of one read() call can come: the smallest number of distinct S_k, with k
/// non-decreasing along the records, such that each record equals a VMA of its S_k (protocols.md 4, I7).
/// </summary>
/// <remarks>
/// The number is a shortest path, found record by record. For each state that may still matter, history holds the least
/// number of states that are needed if the next record is taken from it. A record keeps this cost for the states that
/// have its VMA; every later state can be had for one more than the cheapest of those before it.
/// <para>
/// The maps of these states are kept as what distinguishes them: the VMAs that not all of them have, each with the set
/// of those that do. A VMA of the present map that is not among them is in all of them. Of two states with the same
/// map, and none between them that matters, the dearer one is dropped. For a reader that shows VMAs under the
/// mmap_lock, every further record is in the present map once nobody is left who could change it: then only cheaper
/// states are kept.
/// </para>
/// <para>
/// Costs are counted up to a limit, and the number is not followed any further once it is reached. More than
/// <see cref="StatesMax"/> states that matter at once, or more VMAs than there is room for, end the count as well:
/// <see cref="Commit"/> tells. What was counted until then stays right as a lower bound.
/// </para>
/// </remarks>
internal sealed class CallStates
{
    /// <summary>What a record is worth when nothing is counted.</summary>
    public const int NotCounted = -1;

    /// <summary>What a record is worth that no state can have, in the order of the records.</summary>
    public const int Impossible = 0;

    /// <summary>How many states are kept for a call.</summary>
    public const int StatesMax = 16;

    private const byte Dropped = byte.MaxValue;
    private const byte Stopped = byte.MaxValue;
    private const int MapsKept = 3;

    private readonly KernelModel _model;
    private readonly bool _deliversUnlocked;
    private readonly int _limit;

    // Per reader: 0 outside a call, Stopped when no longer counted, otherwise one more than the number so far.
    private readonly Region<byte> _progress;
    private readonly Region<byte> _costs;
    private readonly VersionSet _versions;

    public CallStates(KernelModel model, VectorLayout layout, string name, int limit, bool deliversUnlocked)
    {
        _model = model;
        _limit = limit;
        _deliversUnlocked = deliversUnlocked;
        var vmas = model.Settings.Layout.Vmas.Length + model.Settings.SpareVmas;
        _progress = layout.History<byte>($"{name} states of a call", model.ReaderCount);
        _costs = layout.History<byte>($"{name} costs of states", model.ReaderCount * StatesMax);
        _versions = new VersionSet(layout, $"{name} VMAs of some states", model.ReaderCount, MapsKept * vmas);
    }

    /// <summary>Gets the number of readers.</summary>
    public int Readers => _progress.Count;

    /// <summary>Tells whether a call is counted, so that the next commit matters.</summary>
    public bool IsCounting(int reader) => _progress[reader] is not 0 and not Stopped;

    /// <summary>Tells whether the reader is in no call that has begun to be counted.</summary>
    public bool IsIdle(int reader) => _progress[reader] == 0;

    /// <summary>Begins with the present state alone.</summary>
    public void Begin(int reader)
    {
        End(reader);
        _progress[reader] = 1;
        Costs(reader)[0] = 1;
    }

    /// <summary>Forgets the call.</summary>
    public void End(int reader)
    {
        _progress[reader] = 0;
        Costs(reader).Clear();
        _versions.Clear(reader);
    }

    /// <summary>Adds a record, outside write critical sections.</summary>
    /// <returns>The least number of states so far, or <see cref="Impossible"/>; either may end the count.</returns>
    public int Add(int reader, in MapRecord record)
    {
        if (!IsCounting(reader))
        {
            return NotCounted;
        }

        var map = CommittedMap.OfMm(_model);
        var costs = Costs(reader);
        var count = Count(costs);
        var having = _versions.StatesOf(reader, record.Shown) ?? (map.Contains(record) ? All(count) : 0);
        var least = int.MaxValue;
        for (var state = 0; state < count; state++)
        {
            var here = (having & (1 << state)) != 0 ? costs[state] : int.MaxValue;
            var next = Math.Min(here, least == int.MaxValue ? least : least + 1);
            costs[state] = next == int.MaxValue ? Dropped : (byte)Math.Min(next, _limit);
            least = Math.Min(least, here);
        }

        if (least == int.MaxValue)
        {
            Stop(reader);
            return Impossible;
        }

        _progress[reader] = (byte)(least + 1);
        if (_limit > 1 && least >= _limit)
        {
            Stop(reader);
        }
        else
        {
            Prune(reader, map);
        }

        return least;
    }

    /// <summary>Adds the state of a commit, if the call is counted.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="before">The map before the write critical section, as the set number 0.</param>
    /// <returns>False if there is no room for it, and the count ends.</returns>
    public bool Commit(int reader, RecordSet before)
    {
        if (!IsCounting(reader))
        {
            return true;
        }

        var map = CommittedMap.OfMm(_model);
        var costs = Costs(reader);
        var count = Count(costs);
        if (count == StatesMax || !_versions.AddState(reader, count, before, map))
        {
            Stop(reader);
            return false;
        }

        costs[count] = (byte)Math.Min(_progress[reader], _limit);
        Prune(reader, map);
        return true;
    }

    private static int Count(ReadOnlySpan<byte> costs)
    {
        var count = costs.IndexOf((byte)0);
        return count < 0 ? costs.Length : count;
    }

    private static int All(int count) => (1 << count) - 1;

    private Span<byte> Costs(int reader) => _costs.Span(reader * StatesMax, StatesMax);

    private void Stop(int reader)
    {
        End(reader);
        _progress[reader] = Stopped;
    }

    private void Prune(int reader, CommittedMap map)
    {
        var costs = Costs(reader);
        var isFinal = !_deliversUnlocked && !_model.HasLiveWriters();
        var present = isFinal ? _versions.StatesWith(reader, All(Count(costs)), map) : 0;
        var cheapest = byte.MaxValue;
        for (var state = 0; state < Count(costs);)
        {
            var isPresent = (present & (1 << state)) != 0;
            var isUseless = costs[state] == Dropped || costs[state] >= cheapest;
            if (isUseless || (state > 0 && _versions.AreEqual(reader, state - 1, state)))
            {
                // Of neighbours with one map the cheaper one is enough: nothing lies between them.
                state -= !isUseless && costs[state - 1] > costs[state] ? 1 : 0;
                Remove(reader, costs, state);
                present = VersionSet.Without(present, state);
                continue;
            }

            cheapest = isPresent ? costs[state] : cheapest;
            state++;
        }

        if (isFinal)
        {
            // A state before the first one that has all of the present map may cost more as well.
            for (var state = Count(costs) - 1; state >= 0; state--)
            {
                if (costs[state] >= cheapest && (present & (1 << state)) == 0)
                {
                    Remove(reader, costs, state);
                    present = VersionSet.Without(present, state);
                }
            }
        }

        _versions.Prune(reader, All(Count(costs)), map, isFinal);
    }

    private void Remove(int reader, Span<byte> costs, int state)
    {
        costs[(state + 1)..].CopyTo(costs[state..]);
        costs[^1] = 0;
        _versions.RemoveState(reader, state);
    }
}
