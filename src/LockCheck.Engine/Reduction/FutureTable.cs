namespace LockCheck.Engine;

/// <summary>
/// What a thread may still touch, learned for each state of a thread's own segment: the union of the footprints of all
/// steps that were ever seen to follow it. What a search took for granted of it is kept beside it, so that a future
/// that turns out larger than it was taken for is noticed.
/// </summary>
internal sealed class FutureTable(FootprintTable footprints)
{
    private const int None = -1;

    private readonly NumberMap _places = new();
    private readonly List<Place> _all = [];
    private readonly HashSet<ulong> _links = [];
    private readonly List<(int Place, int Next)> _before = [];
    private readonly Queue<int> _grown = new();

    /// <summary>Gets whether something that a search took for granted turned out wrong.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Gets how often something was learned.</summary>
    public long Version { get; private set; }

    /// <summary>Gets how many states of threads there are.</summary>
    public int Count => _all.Count;

    /// <summary>
    /// Takes what was learned as the start of another search, which has taken nothing for granted yet.
    /// </summary>
    public void Restart()
    {
        IsBroken = false;
        foreach (ref var place in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_all))
        {
            place.Assumed = FootprintTable.Nothing;
        }
    }

    /// <summary>Gives the state of a thread's segment its number.</summary>
    /// <param name="hash">The hash of the segment and of the thread's slot.</param>
    public int PlaceOf(ulong hash)
    {
        var place = _places.Find(hash);
        if (place == NumberMap.None)
        {
            place = _all.Count;
            _all.Add(new Place { FirstBefore = None });
            _places.Set(hash, place);
        }

        return place;
    }

    /// <summary>Gets all that a thread may still touch, as far as it is known.</summary>
    public int FutureOf(int place) => _all[place].Future;

    /// <summary>Learns that a thread touches something there, in a step or to see whether it is blocked.</summary>
    public void Learn(int place, int footprint) => Grow(place, footprints.WhateverIsSeen(footprint));

    /// <summary>Learns that a step leads from one state of a thread to another, or starts a thread there.</summary>
    public void Link(int place, int next)
    {
        if (place == next || !_links.Add(((ulong)(uint)place << 32) | (uint)next))
        {
            return;
        }

        ref var target = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_all)[next];
        _before.Add((place, target.FirstBefore));
        target.FirstBefore = _before.Count - 1;
        Grow(place, target.Future);
    }

    /// <summary>Notes that a search relies on a thread's future not to conflict with a footprint.</summary>
    public void Assume(int place, int footprint)
    {
        ref var at = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_all)[place];
        at.Assumed = footprints.Union(at.Assumed, footprint);
        IsBroken |= footprints.Conflict(at.Future, at.Assumed);
    }

    private void Grow(int place, int footprint)
    {
        Add(place, footprint);
        while (_grown.TryDequeue(out var grown))
        {
            Waits(grown) = false;
            var future = _all[grown].Future;
            for (var link = _all[grown].FirstBefore; link != None; link = _before[link].Next)
            {
                Add(_before[link].Place, future);
            }
        }
    }

    private ref bool Waits(int place) =>
        ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_all)[place].Waits;

    private void Add(int place, int footprint)
    {
        ref var at = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_all)[place];
        var union = footprints.Union(at.Future, footprint);
        if (union != at.Future)
        {
            at.Future = union;
            Version++;
            IsBroken |= footprints.Conflict(union, at.Assumed);
            if (!at.Waits)
            {
                at.Waits = true;
                _grown.Enqueue(place);
            }
        }
    }

    private struct Place
    {
        public int Future;
        public int Assumed;
        public int FirstBefore;
        public bool Waits;
    }
}
