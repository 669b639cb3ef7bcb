using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// The states on the cycles of one thread: those from which it comes back to the same state by steps of its own. They
/// are the strongly connected components of the graph of its steps, found by R. Tarjan: Depth-first search and linear
/// graph algorithms, SIAM Journal on Computing 1, 1972. States are fingerprints, as everywhere in the search.
/// </summary>
/// <remarks>
/// White, grey and black of the textbook are: not in the set of visited states; among the open ones; visited and not
/// open. Only open states need a number. Where there is no cycle, these are the states on the path at hand.
/// </remarks>
internal sealed class LoneCycles(LoadedModel model, LoneSteps steps, int slot, SearchLimits limits) : IDisposable
{
    private const int TellEvery = 1 << 16;

    private readonly FingerprintSet _visited = new();
    private readonly DepthFirst _pending = new();
    private readonly Expanded _from = new(model.Shape, keepsCopy: true);
    private readonly List<Node> _path = [];
    private readonly List<ulong> _members = [];
    private readonly Dictionary<ulong, int> _open = [];
    private readonly HashSet<ulong> _onCycle = [];
    private long _tellAt = TellEvery;

    /// <summary>Gets the slot of the thread.</summary>
    public int Slot => slot;

    /// <summary>Gets whether there is a cycle at all.</summary>
    public bool HasAny => _onCycle.Count > 0;

    /// <summary>Gets the bytes that grow with the number of states.</summary>
    public long Bytes => _visited.Bytes + _pending.Bytes + (_onCycle.Count * 3L * sizeof(ulong));

    /// <summary>Whether a state that was visited lies on a cycle.</summary>
    public bool Contains(ulong fingerprint) => _onCycle.Contains(fingerprint);

    /// <summary>Visits all states that the thread reaches alone, and enters none that was visited before.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="fingerprint">The fingerprint of that state.</param>
    /// <param name="tell">Called every so many steps, to look at the limits.</param>
    public unsafe void Visit(Expanded start, ulong fingerprint, Action tell)
    {
        if (!_visited.Add(fingerprint))
        {
            return;
        }

        Enter(start, fingerprint);
        while (limits.CutBy is null && _pending.Take() is var entry && entry is not null)
        {
            _from.Load(entry);
            UnwindTo(_from.Depth);
            var state = steps.FingerprintOf(_from);
            if (_visited.Add(state))
            {
                Enter(_from, state);
            }
            else if (_open.TryGetValue(state, out var position))
            {
                Last.Low = Math.Min(Last.Low, position);
            }

            Watch(tell);
        }

        UnwindTo(0);
    }

    public void Dispose()
    {
        _visited.Dispose();
        _pending.Dispose();
        _from.Dispose();
    }

    private ref Node Last => ref CollectionsMarshal.AsSpan(_path)[^1];

    private unsafe void Enter(Expanded from, ulong fingerprint)
    {
        var position = _members.Count;
        _members.Add(fingerprint);
        _open.Add(fingerprint, position);
        _path.Add(new Node { Position = position, Low = position });
        steps.Begin(from, slot);
        while (steps.Next())
        {
            if (steps.Fingerprint == fingerprint)
            {
                Last.StepsOnItself = true;
            }
            else
            {
                steps.Write(_pending, _path.Count);
            }
        }
    }

    /// <summary>
    /// Leaves the states at the end of the path. One that leads back to none before it is the first of its component.
    /// </summary>
    private void UnwindTo(int length)
    {
        while (_path.Count > length)
        {
            var left = Last;
            _path.RemoveAt(_path.Count - 1);
            if (left.Low < left.Position)
            {
                Last.Low = Math.Min(Last.Low, left.Low);
                continue;
            }

            var isCycle = left.StepsOnItself || _members.Count - left.Position > 1;
            for (var i = left.Position; i < _members.Count; i++)
            {
                _open.Remove(_members[i]);
                if (isCycle)
                {
                    _onCycle.Add(_members[i]);
                }
            }

            _members.RemoveRange(left.Position, _members.Count - left.Position);
        }
    }

    private void Watch(Action tell)
    {
        if (_visited.Count > limits.MaxStates)
        {
            // All of them are reachable, so the search would come to that limit as well.
            limits.CutByStates();
        }

        if (steps.Count >= _tellAt)
        {
            _tellAt = steps.Count + TellEvery;
            tell();
        }
    }

    /// <summary>A state on the path.</summary>
    private struct Node
    {
        /// <summary>Its place among the open states.</summary>
        public int Position;

        /// <summary>The lowest place of an open state that it is known to lead back to.</summary>
        public int Low;

        public bool StepsOnItself;
    }
}
