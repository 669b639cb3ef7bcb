namespace LockCheck.Engine;

/// <summary>
/// Decides <see cref="Property.Alone"/> beside a search: whether each of some threads, from every reachable state and
/// with nobody else running, ends or comes to where it has to wait, whatever its steps choose. With finitely many
/// states that is: the graph of its own steps has no cycle.
/// </summary>
/// <remarks>
/// It is what M. Herlihy, V. Luchangco and M. Moir call obstruction-freedom (Obstruction-free synchronization, ICDCS
/// 2003), but that waiting for a lock is allowed here. A counterexample is a path to a state on a cycle, and the
/// shortest way once around. Breadth first it is the shortest of all: until no shorter one is left, each state on a
/// cycle is tried when the search expands it.
/// </remarks>
internal sealed unsafe class AloneSearch : IDisposable
{
    private readonly LoneSteps _steps;
    private readonly LoneWalks _walks;
    private readonly LoneCycles[] _cycles;
    private readonly SearchOptions _options;
    private readonly SearchLimits _limits;
    private readonly LoneStart _start;
    private long _foundFrom = -1;
    private IReadOnlyList<PathStep> _walk = [];
    private int _length = int.MaxValue;
    private bool _isSettled;

    public AloneSearch(
        LoadedModel model, Stepper stepper, PropertyTable properties, SearchOptions options, SearchLimits limits)
    {
        if (options.Alone.FirstOrDefault(slot => slot < 0 || slot >= model.Shape.ThreadCount, -1) is >= 0 and var none)
        {
            throw new ArgumentException(
                $"There is no thread in slot {none}: the model has {model.Shape.ThreadCount}.", nameof(options));
        }

        _options = options;
        _limits = limits;
        _start = new LoneStart(model.Shape);
        _steps = new LoneSteps(model, stepper, properties, options.Preemptions);
        _walks = new LoneWalks(model, _steps);
        _cycles = [.. options.Alone.Distinct().Select(slot => new LoneCycles(model, _steps, slot, limits))];
    }

    /// <summary>Gets the bytes that grow with the number of states.</summary>
    public long Bytes => _cycles.Sum(cycles => cycles.Bytes);

    /// <summary>Gets or sets what is called every so many steps, to look at the limits.</summary>
    public Action Tell { get; set; } = () => { };

    /// <summary>Looks at a state before the search expands it.</summary>
    /// <param name="state">The state, unpacked.</param>
    /// <param name="number">Its number.</param>
    /// <param name="depth">Its distance from the initial state, in steps.</param>
    public void Look(byte* state, long number, int depth)
    {
        if (_isSettled)
        {
            return;
        }

        // Whatever is found from here on takes one step at least.
        if (_foundFrom >= 0 && (_options.DepthFirst || depth + 1 >= _length))
        {
            Settle();
            return;
        }

        var from = _start.Take(state, number, depth);

        var fingerprint = _steps.FingerprintOf(from);
        foreach (var cycles in _cycles)
        {
            cycles.Visit(from, fingerprint, Tell);
            if (cycles.Contains(fingerprint))
            {
                Keep(from, [], from, cycles.Slot, fingerprint);
            }
            else if (_foundFrom < 0 && cycles.HasAny)
            {
                var stem = _walks.Find(from, cycles.Slot, cycles.Contains, int.MaxValue)!;
                Keep(from, stem, _walks.End, cycles.Slot, _steps.FingerprintOf(_walks.End));
            }
        }
    }

    /// <summary>Gets the finding; null if there is none.</summary>
    public Finding? ToFinding(ParentLog log) => _foundFrom < 0 ? null : new Finding(
        Property.Alone,
        [.. log.PathTo(_foundFrom), .. _walk],
        !_options.DepthFirst && (_isSettled || _limits.CutBy is null));

    public void Dispose()
    {
        _start.Dispose();
        _steps.Dispose();
        _walks.Dispose();
        foreach (var cycles in _cycles)
        {
            cycles.Dispose();
        }
    }

    /// <summary>Keeps the way around from a state on a cycle, if the whole schedule is the shortest so far.</summary>
    private void Keep(Expanded start, IReadOnlyList<PathStep> stem, Expanded onCycle, int slot, ulong fingerprint)
    {
        var before = start.Depth + stem.Count;
        var most = _length == int.MaxValue ? int.MaxValue : _length - before - 1;
        if (_walks.Find(onCycle, slot, state => state == fingerprint, most) is { } round)
        {
            _foundFrom = start.Number;
            _walk = [.. stem, .. round];
            _length = before + round.Count;
        }
    }

    private void Settle()
    {
        _isSettled = true;
        if (_options.StopAtFirst)
        {
            _limits.Cut(SearchLimits.StopAtFirst);
        }
    }
}
