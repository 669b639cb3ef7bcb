namespace LockCheck.Kernel;

/// <summary>One record that a reader delivers.</summary>
/// <param name="Start">The first page.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Attributes">What the record says beside the range.</param>
public readonly record struct MapRecord(ushort Start, ushort End, VmaAttributes Attributes)
{
    /// <summary>Gets the record without what is not printed: the anon_vma and the traits.</summary>
    public MapRecord Shown => this with { Attributes = Attributes with { AnonVma = 0, Traits = 0 } };

    /// <summary>Writes the record as a layout does.</summary>
    /// <returns>Such as <c>4-8rw</c>.</returns>
    public override string ToString() => $"{Start}-{End}{MapDrawing.ProtText(Attributes.Prot)}";
}
