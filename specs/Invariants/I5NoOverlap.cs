namespace LockCheck.Specs.Invariants;

/// <summary>
/// I5, no duplicate: "s_{i+1} >= e_i. Promised only within one lock hold." (protocols.md 4; code D of its matrix.)
/// </summary>
public sealed class I5NoOverlap : RecordOrder
{
    /// <inheritdoc/>
    public override string Id => "I5";

    /// <inheritdoc/>
    public override string Title => "no record overlaps the one before it";

    /// <inheritdoc/>
    protected override ushort PageOf(in MapRecord record) => record.End;

    /// <inheritdoc/>
    protected override void Compare(ushort last, in MapRecord record)
    {
        if (record.Start < last)
        {
            Broken(
                (last, record),
                static facts => $"the record {facts.record} overlaps the one before it, which ends at {facts.last}");
        }
    }
}
