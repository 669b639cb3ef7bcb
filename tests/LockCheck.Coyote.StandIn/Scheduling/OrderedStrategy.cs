namespace LockCheck.Coyote.StandIn.Scheduling;

/// <summary>
/// The first enabled operation of a list. At a few decisions of a run, drawn from as many as the longest run had so
/// far, that operation goes to the end of the list.
/// </summary>
internal abstract class OrderedStrategy(int bound) : Strategy
{
    private readonly List<ControlledOperation> _order = [];
    private readonly List<int> _changes = [];
    private int _decisions;
    private int _decisionsMax;

    public override int Bound => bound;

    public override void Begin(Random random)
    {
        base.Begin(random);
        _decisionsMax = Math.Max(_decisionsMax, _decisions);
        _decisions = 0;
        _order.Clear();
        _changes.Clear();
        var changes = bound == 0 ? 0 : Random.Next(bound) + 1;
        for (var i = 0; i < changes; i++)
        {
            _changes.Add(Random.Next(_decisionsMax + 1));
        }
    }

    public override ControlledOperation Next(List<ControlledOperation> enabled, ControlledOperation current)
    {
        foreach (var operation in enabled.Where(operation => !_order.Contains(operation)))
        {
            _order.Insert(PlaceOfNew(_order.Count), operation);
        }

        var next = _order.Find(enabled.Contains)!;
        if (enabled.Count > 1 && _changes.Contains(_decisions++))
        {
            _order.Remove(next);
            _order.Add(next);
            next = _order.Find(enabled.Contains)!;
        }

        return next;
    }

    /// <summary>Says where in the list a new operation has its place.</summary>
    protected abstract int PlaceOfNew(int count);
}
