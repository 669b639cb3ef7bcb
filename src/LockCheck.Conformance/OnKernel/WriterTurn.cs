using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>What a writer does between two records of a reader.</summary>
/// <param name="Records">How many records the reader has shown by then.</param>
/// <param name="Before">The map before it.</param>
/// <param name="After">The map after it.</param>
/// <param name="IsInDrop">
/// Whether the reader is inside a read() then, and has dropped the mmap_lock; otherwise it is between two.
/// </param>
internal sealed record WriterTurn(
    int Records, IReadOnlyList<MapRecord> Before, IReadOnlyList<MapRecord> After, bool IsInDrop = false);
