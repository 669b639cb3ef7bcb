namespace LockCheck.Conformance.Racing;

/// <summary>A pair of records that a reader delivered.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Times">How often.</param>
/// <param name="TimesWrong">How often with something wrong.</param>
/// <param name="Wrong">What was wrong, at some time.</param>
public readonly record struct SeenPair(RecordPair Pair, long Times, long TimesWrong, Anomaly Wrong);
