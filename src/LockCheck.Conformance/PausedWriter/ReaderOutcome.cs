using LockCheck.Conformance.Model;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>What a reader does while a writer is held.</summary>
/// <param name="IsBlocked">Whether it has to wait until the writer goes on.</param>
/// <param name="Records">What it delivers, in the end.</param>
internal sealed record ReaderOutcome(bool IsBlocked, IReadOnlyList<ShownVma> Records)
{
    /// <summary>Gets it in words, a line for each record.</summary>
    public IReadOnlyList<string> Lines =>
        [IsBlocked ? "waits for the writer" : "does not wait", .. Records.Select(record => record.ToString())];

    /// <inheritdoc/>
    public bool Equals(ReaderOutcome? other) =>
        other is not null && IsBlocked == other.IsBlocked && Records.SequenceEqual(other.Records);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsBlocked, Records.Count);
}
