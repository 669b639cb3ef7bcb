namespace LockCheck.Engine;

/// <summary>
/// The first discovery of each broken property, kept as a place in the parent log until a path is wanted.
/// </summary>
internal sealed class Discoveries
{
    private readonly Property?[] _properties = new Property?[Property.CountMax];
    private readonly (long Parent, PathStep Step)[] _first = new (long, PathStep)[Property.CountMax];
    private readonly List<int> _order = [];
    private readonly ulong _crashes;
    private readonly ulong _failures;
    private ulong _seen;
    private long _deadlock = -1;

    public Discoveries(Model model)
    {
        foreach (var property in model.Properties.Append(Property.Exception).Append(Property.TwoRacyAccesses))
        {
            if (_properties[property.Index] is { } other)
            {
                throw new RoutineException(
                    $"The properties {other.Id} and {property.Id} both have the index {property.Index}.");
            }

            _properties[property.Index] = property;
            _crashes |= property.Kind == PropertyKind.Crash ? 1UL << property.Index : 0;
            _failures |= property.IsFailure ? 1UL << property.Index : 0;
        }
    }

    /// <summary>Whether nothing behind this report means anything.</summary>
    public bool IsCrash(ulong reported) => (reported & _crashes) != 0;

    /// <summary>
    /// What counts of a step's report: beside a crash, nothing else does, for it may be made of garbage.
    /// </summary>
    public ulong Meaningful(ulong reported) => IsCrash(reported) ? reported & _crashes : reported;

    /// <summary>Notes what a step reported; true if a failure is among what is new.</summary>
    public bool Add(ulong reported, long parent, PathStep step)
    {
        var fresh = Meaningful(reported) & ~_seen;
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

        return (fresh & _failures) != 0;
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

    /// <summary>Reads the paths back, in the order of discovery, a deadlock last.</summary>
    public IReadOnlyList<Finding> ToFindings(ParentLog log, bool shortest)
    {
        var findings = new List<Finding>();
        foreach (var index in _order)
        {
            var (parent, step) = _first[index];
            var property = _properties[index] ?? throw new RoutineException(
                $"The model reported a property with the index {index}, which is not among its properties.");
            findings.Add(new Finding(property, [.. log.PathTo(parent), step], shortest));
        }

        if (_deadlock >= 0)
        {
            findings.Add(new Finding(null, log.PathTo(_deadlock), shortest));
        }

        return findings;
    }
}
