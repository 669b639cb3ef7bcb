namespace LockCheck.Engine;

/// <summary>
/// The first discovery of each broken property, kept as a place in the parent log until a path is wanted.
/// </summary>
internal sealed class Discoveries(PropertyTable properties)
{
    private readonly (long Parent, PathStep Step)[] _first = new (long, PathStep)[Property.CountMax];
    private readonly List<int> _order = [];
    private ulong _seen;
    private long _deadlock = -1;

    /// <summary>Tells whether a step reported something that is not known yet.</summary>
    public bool IsNew(ulong reported) => (properties.Meaningful(reported) & ~_seen) != 0;

    /// <summary>
    /// Gets the number of the first state in which, or in a step of which, there was a failure; the greatest number if
    /// there was none.
    /// </summary>
    public long FirstFailure
    {
        get
        {
            var first = _deadlock >= 0 ? _deadlock : long.MaxValue;
            foreach (var index in _order)
            {
                if ((properties.Failures & (1UL << index)) != 0)
                {
                    first = Math.Min(first, _first[index].Parent);
                }
            }

            return first;
        }
    }

    /// <summary>Notes what a step reported; true if a failure is among what is new.</summary>
    public bool Add(ulong reported, long parent, PathStep step)
    {
        var fresh = properties.Meaningful(reported) & ~_seen;
        if (fresh == 0)
        {
            return false;
        }

        _seen |= fresh;
        for (var index = 0; index < Property.CountMax; index++)
        {
            if ((fresh & (1UL << index)) != 0)
            {
                _first[index] = (parent, step);
                _order.Add(index);
            }
        }

        return (fresh & properties.Failures) != 0;
    }

    /// <summary>Notes a state in which no thread can go on; true if it is the first.</summary>
    public bool AddDeadlock(long state)
    {
        if (_deadlock >= 0)
        {
            return false;
        }

        _deadlock = state;
        return true;
    }

    /// <summary>
    /// Puts together what several workers have found, each in the order of its states: of each property, the discovery
    /// that was made from the state with the lowest number.
    /// </summary>
    /// <param name="properties">The properties.</param>
    /// <param name="workers">What each has found.</param>
    /// <param name="last">The last state that counts.</param>
    public static Discoveries Merge(PropertyTable properties, IReadOnlyList<Discoveries> workers, long last)
    {
        var merged = new Discoveries(properties);
        foreach (var (_, index, worker) in workers
            .SelectMany(worker => worker._order.Select(index => (worker._first[index].Parent, index, worker)))
            .Where(found => found.Parent <= last)
            .OrderBy(found => found.Parent))
        {
            if ((merged._seen & (1UL << index)) == 0)
            {
                merged._seen |= 1UL << index;
                merged._first[index] = worker._first[index];
                merged._order.Add(index);
            }
        }

        merged._deadlock = workers
            .Select(worker => worker._deadlock)
            .Where(state => state >= 0 && state <= last)
            .DefaultIfEmpty(-1)
            .Min();
        return merged;
    }

    /// <summary>Gets all of them as a checkpoint keeps them.</summary>
    public FoundEntry[] Save() =>
    [
        .. _order.Select(index => new FoundEntry
        {
            Property = index,
            Slot = _first[index].Step.Slot,
            Choice = _first[index].Step.Choice,
            State = _first[index].Parent,
        }),
        .. _deadlock < 0 ? Array.Empty<FoundEntry>() : [new FoundEntry { Property = -1, State = _deadlock }],
    ];

    /// <summary>Takes them over from a checkpoint; there are none here yet.</summary>
    public void Restore(IEnumerable<FoundEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Property < 0)
            {
                _deadlock = entry.State;
                continue;
            }

            _seen |= 1UL << entry.Property;
            _first[entry.Property] = (entry.State, new PathStep((byte)entry.Slot, entry.Choice));
            _order.Add(entry.Property);
        }
    }

    /// <summary>Reads the paths back, in the order of discovery, a deadlock last.</summary>
    public IReadOnlyList<Finding> ToFindings(ParentLog log, bool shortest)
    {
        var findings = new List<Finding>();
        foreach (var index in _order)
        {
            var (parent, step) = _first[index];
            findings.Add(new Finding(properties[index], [.. log.PathTo(parent), step], shortest));
        }

        if (_deadlock >= 0)
        {
            findings.Add(new Finding(null, log.PathTo(_deadlock), shortest));
        }

        return findings;
    }
}
