namespace LockCheck.Engine;

/// <summary>
/// Shortest walks of one thread that runs alone: to a state that somebody looks for, or back to where it began. Breadth
/// first, and only where it is known that there is something to be found.
/// </summary>
internal sealed class LoneWalks(LoadedModel model, LoneSteps steps) : IDisposable
{
    private readonly BreadthFirst _waiting = new();
    private readonly Expanded _at = new(model.Shape, keepsCopy: false);
    private readonly HashSet<ulong> _seen = [];
    private readonly List<(int Parent, PathStep Step)> _made = [];

    /// <summary>Gets the state that the last walk has found.</summary>
    public Expanded End { get; } = new(model.Shape, keepsCopy: true);

    /// <summary>Finds the shortest walk.</summary>
    /// <param name="from">Where it begins; the beginning itself is found only when the walk comes back to it.</param>
    /// <param name="slot">The thread.</param>
    /// <param name="isEnd">What is looked for.</param>
    /// <param name="stepsMax">The most steps of it.</param>
    /// <returns>Its steps, at least one; null if there is none.</returns>
    public IReadOnlyList<PathStep>? Find(Expanded from, int slot, Func<ulong, bool> isEnd, int stepsMax)
    {
        _seen.Clear();
        _made.Clear();
        var found = stepsMax > 0 && Expand(from, slot, -1, isEnd);
        while (!found && TakeNext(stepsMax))
        {
            // The depth of an entry is the number of the step that led to it.
            found = Expand(_at, slot, _at.Depth, isEnd);
        }

        Drain();
        return found ? Read() : null;
    }

    public void Dispose()
    {
        _waiting.Dispose();
        _at.Dispose();
        End.Dispose();
    }

    private unsafe bool TakeNext(int stepsMax)
    {
        var entry = _waiting.Take();
        if (entry is null)
        {
            return false;
        }

        _at.Load(entry);
        return LengthTo(_at.Depth) < stepsMax;
    }

    private unsafe bool Expand(Expanded from, int slot, int parent, Func<ulong, bool> isEnd)
    {
        steps.Begin(from, slot);
        while (steps.Next())
        {
            if (isEnd(steps.Fingerprint))
            {
                _made.Add((parent, steps.Step));
                End.Load(steps.Write(_waiting, 0));
                return true;
            }

            if (_seen.Add(steps.Fingerprint))
            {
                _made.Add((parent, steps.Step));
                steps.Write(_waiting, _made.Count - 1);
            }
        }

        return false;
    }

    private unsafe void Drain()
    {
        while (_waiting.Take() is not null)
        {
        }
    }

    private int LengthTo(int at)
    {
        var length = 0;
        for (; at >= 0; at = _made[at].Parent)
        {
            length++;
        }

        return length;
    }

    private List<PathStep> Read()
    {
        var walk = new List<PathStep>();
        for (var at = _made.Count - 1; at >= 0; at = _made[at].Parent)
        {
            walk.Add(_made[at].Step);
        }

        walk.Reverse();
        return walk;
    }
}
