namespace LockCheck.Specs.Invariants;

/// <summary>
/// I4, end monotonicity: "e_{i+1} > e_i". A reader that drops its lock inside a page may keep no more than
/// "e_{i+1} >= e_i". (protocols.md 4.)
/// </summary>
public sealed class I4EndsAscend : RecordOrder
{
    /// <inheritdoc/>
    public override string Id => "I4";

    /// <inheritdoc/>
    public override string Title => "every record ends after the one before it";

    /// <inheritdoc/>
    protected override ushort PageOf(in MapRecord record) => record.End;

    /// <inheritdoc/>
    protected override void Compare(ushort last, in MapRecord record)
    {
        if (record.End <= last)
        {
            Broken(
                (last, record),
                static facts =>
                    $"the record {facts.record} ends no later than the one before it, at {facts.last}");
        }
    }
}
