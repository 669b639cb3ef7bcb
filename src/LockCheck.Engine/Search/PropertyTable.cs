namespace LockCheck.Engine;

/// <summary>The properties of a model and the engine's own, by the bits of a step's report.</summary>
internal sealed class PropertyTable
{
    private readonly Property?[] _properties = new Property?[Property.CountMax];
    private readonly ulong _crashes;

    public PropertyTable(Model model)
    {
        foreach (var property in model.Properties.Concat(Property.OfEngine))
        {
            if (_properties[property.Index] is { } other)
            {
                throw new RoutineException(
                    $"The properties {other.Id} and {property.Id} both have the index {property.Index}.");
            }

            _properties[property.Index] = property;
            _crashes |= property.Kind == PropertyKind.Crash ? 1UL << property.Index : 0;
            Failures |= property.IsFailure ? 1UL << property.Index : 0;
        }
    }

    /// <summary>Gets the bits of the properties that are failures when they are broken.</summary>
    public ulong Failures { get; }

    /// <summary>Gets the property of a bit.</summary>
    public Property this[int index] => _properties[index] ?? throw new RoutineException(
        $"The model reported a property with the index {index}, which is not among its properties. "
        + "Usual cause: a property that is missing in Model.Properties. Add it there.");

    /// <summary>Whether nothing behind this report means anything.</summary>
    public bool IsCrash(ulong reported) => (reported & _crashes) != 0;

    /// <summary>
    /// What counts of a step's report: beside a crash, nothing else does, for it may be made of garbage.
    /// </summary>
    public ulong Meaningful(ulong reported) => IsCrash(reported) ? reported & _crashes : reported;

    /// <summary>Lists the properties of a report.</summary>
    public IReadOnlyList<Property> Of(ulong reported)
    {
        var properties = new List<Property>();
        for (; reported != 0; reported &= reported - 1)
        {
            properties.Add(this[System.Numerics.BitOperations.TrailingZeroCount(reported)]);
        }

        return properties;
    }
}
