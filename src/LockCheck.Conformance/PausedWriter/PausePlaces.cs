using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>
/// Where in the model's call the events of the kernel's are: each event is one place between two steps, or a stretch of
/// them where the model's steps are finer (docs/conformance.md).
/// </summary>
internal sealed class PausePlaces
{
    /// <summary>The end of a stretch that only the next event says.</summary>
    private const int Open = -1;

    /// <summary>The store of a VMA begins; what stores nothing has no such event.</summary>
    private const string Stores = "mas_store_prealloc";

    /// <summary>A store that is to be made will take more than one node.</summary>
    private const string Spans = "mas_is_span_wr";

    private readonly IReadOnlyList<ModelStep> _steps;
    private readonly List<(int First, int Last)> _places = [];
    private int _at;
    private int _announced = -1;
    private bool _reads;

    private PausePlaces(IReadOnlyList<ModelStep> steps) => _steps = steps;

    /// <summary>Gets the places of the events: those between the first and the last, both included.</summary>
    public IReadOnlyList<(int First, int Last)> Places => _places;

    /// <summary>Gets what the kernel does that the model does not, or the other way round; null if nothing.</summary>
    public string? Difference { get; private set; }

    /// <summary>Looks for the events of a call among the steps of the model's.</summary>
    /// <param name="events">All events of the kernel's call, in their order.</param>
    /// <param name="steps">All steps of the model's.</param>
    public static PausePlaces Of(IReadOnlyList<HoldEvent> events, IReadOnlyList<ModelStep> steps)
    {
        var places = new PausePlaces(steps);
        foreach (var one in events)
        {
            if (!places.Add(one))
            {
                return places;
            }
        }

        places.CloseStretches(steps.Count);
        places.Difference = places.Skipped(steps.Count);
        return places;
    }

    private bool Add(HoldEvent one)
    {
        if (one is { Kind: HoldEventKind.TreeWrite, IsMmTree: false })
        {
            // munmap has write-locked a VMA of the range, and is about to mark it detached: by its number in the tree
            // that collects them one of the model's.
            var detached = Collected(one.Min);
            if (detached < 0)
            {
                return AddStretch();
            }

            var isSame = Skips(detached);
            _places.Add((detached, detached));
            _at = detached;
            return isSame;
        }

        if (one is { Kind: HoldEventKind.StartLocking, IsWrite: false } && _at < _steps.Count &&
            _steps[_at].Kind is ModelStepKind.WriteUnlock or ModelStepKind.ReadUnlock)
        {
            // What populates memory behind the critical section changes no VMA.
            (_at, _reads) = (_at + 1, true);
        }

        if (_reads && !one.IsWrite && one.Kind != HoldEventKind.TreeWrite)
        {
            return AddStretch();
        }

        var found = Find(one);
        if (found < 0)
        {
            Difference = $"{Named(one)}: the model's call has no such step here";
            return false;
        }

        if (!Skips(found))
        {
            return false;
        }

        var (first, last) = PlaceOf(one, found);
        _places.Add((first, last));
        if (one.Function != Spans)
        {
            (_at, _announced) = (first, found);
        }

        return true;
    }

    /// <summary>An event somewhere between the present place and that of the next event.</summary>
    private bool AddStretch()
    {
        _places.Add((_at, Open));
        return true;
    }

    /// <summary>Whether the model's call may go on to a step without further events.</summary>
    private bool Skips(int found)
    {
        Difference = Skipped(found);
        CloseStretches(found);
        return Difference is null;
    }

    private (int First, int Last) PlaceOf(HoldEvent one, int found)
    {
        if (one.Kind != HoldEventKind.TreeWrite)
        {
            return one.Kind == HoldEventKind.Acquired && one.IsWrite ? (found + 1, found + 1) : (found, found);
        }

        var made = found + 1 < _steps.Count && _steps[found + 1].Kind == ModelStepKind.PivotStore
            ? found + 2
            : found + 1;
        return one.Function switch
        {
            // A node was made and linked, or changed in place.
            "mas_wr_node_store" or "mas_wr_slot_store" or "mas_wr_append" => (made, made),

            // It is about to be.
            Stores or "mas_wr_bnode" or "mas_split" => (found, found),

            // So it is here, but memory for a VMA's store is set aside before the VMA's fields are written.
            Spans => (_steps[found].Kind == ModelStepKind.Clear ? found : _at, found),
            _ => (found, made),
        };
    }

    /// <summary>The step that marks the n-th VMA of a range detached, n from 0; negative if none is ahead.</summary>
    private int Collected(ulong number)
    {
        // What is cleared is collected anew.
        var from = _at;
        while (from > 0 && _steps[from - 1].Kind != ModelStepKind.Clear)
        {
            from--;
        }

        for (var at = from; at < _steps.Count; at++)
        {
            if (_steps[at].Kind == ModelStepKind.Detach && number-- == 0)
            {
                return at >= _at ? at : -1;
            }
        }

        return -1;
    }

    /// <summary>The step that an event announces, or that it says was made; negative if there is none.</summary>
    private int Find(HoldEvent one)
    {
        for (var at = _at; at < _steps.Count; at++)
        {
            if (Fits(one, _steps[at]))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool Fits(HoldEvent one, ModelStep step) => one.Kind switch
    {
        HoldEventKind.StartLocking => one.IsWrite && step.Kind == ModelStepKind.WriteLock,
        HoldEventKind.Acquired => step.Kind == (one.IsWrite ? ModelStepKind.WriteLock : ModelStepKind.Downgrade),
        HoldEventKind.Releasing => step.Kind == (one.IsWrite ? ModelStepKind.WriteUnlock : ModelStepKind.ReadUnlock),

        // What stores nothing takes in the gaps beside the range.
        HoldEventKind.TreeWrite => step.Kind == ModelStepKind.Store
            ? one.Min == step.Start && one.Max == step.End - 1
            : step.Kind == ModelStepKind.Clear && one.Function != Stores &&
                one.Min <= step.Start && one.Max >= step.End - 1,
        _ => false,
    };

    /// <summary>
    /// A step between the present place and another that the kernel should have announced. What stores nothing over
    /// exactly one entry is made without any event.
    /// </summary>
    private string? Skipped(int until)
    {
        for (var at = _at; at < until; at++)
        {
            var isSaid = _steps[at].Kind is ModelStepKind.Store or ModelStepKind.WriteUnlock or ModelStepKind.ReadUnlock
                or ModelStepKind.Downgrade;
            if (isSaid && at != _announced)
            {
                return $"the kernel's call has no event for the model's `{_steps[at].Text}`";
            }
        }

        return null;
    }

    private void CloseStretches(int last)
    {
        for (var at = _places.Count - 1; at >= 0 && _places[at].Last == Open; at--)
        {
            _places[at] = (_places[at].First, last);
        }
    }

    private static string Named(HoldEvent one) => one.Kind != HoldEventKind.TreeWrite ? one.Name
        : string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{one.Name} {one.Min:x}-{one.Max + 1:x}");
}
