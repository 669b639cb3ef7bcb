namespace LockCheck.Specs.Invariants;

/// <summary>
/// I4', start monotonicity: "s_{i+1} >= s_i. Not promised by any lock-dropping protocol (merge with predecessor)".
/// (protocols.md 4; code O of its matrix.)
/// </summary>
public sealed class I4PrimeStartsAscend : RecordOrder
{
    /// <inheritdoc/>
    public override string Id => "I4'";

    /// <inheritdoc/>
    public override string Title => "no record starts before the one before it";

    /// <inheritdoc/>
    protected override ushort PageOf(in MapRecord record) => record.Start;

    /// <inheritdoc/>
    protected override void Compare(ushort last, in MapRecord record)
    {
        if (record.Start < last)
        {
            Broken(
                (last, record),
                static facts =>
                    $"the record {facts.record} starts before the one before it, at {facts.last}");
        }
    }
}
