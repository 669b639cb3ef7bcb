using System.Collections.Immutable;

namespace LockCheck.Kernel.Recordings;

/// <summary>Calls that were made one after the other, on a region that was empty at first.</summary>
/// <param name="Number">Its number in the recording.</param>
/// <param name="Calls">The calls.</param>
public sealed record RecordedSequence(long Number, ImmutableArray<RecordedCall> Calls);
