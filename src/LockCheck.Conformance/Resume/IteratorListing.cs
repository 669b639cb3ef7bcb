using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Model;

namespace LockCheck.Conformance.Resume;

/// <summary>A pass of iter/task_vma: one read(2) a record.</summary>
internal sealed class IteratorListing(TaskVmaReader reader) : KernelListing
{
    private const ulong ReadWriteExecShared = 15;

    private readonly TaskVmaPass _pass = reader.Begin();

    /// <summary>A record of the program.</summary>
    public static ShownVma VmaOf(VmaRecord record) =>
        new(record.Start, record.End, (byte)(record.Flags & ReadWriteExecShared));

    /// <inheritdoc/>
    public override ShownVma? Next() => _pass.ReadOne() is { } record ? VmaOf(record) : null;

    /// <inheritdoc/>
    public override IEnumerable<ShownVma> Rest() => _pass.ReadRest().Select(VmaOf);

    /// <inheritdoc/>
    public override void Dispose() => _pass.Dispose();
}
