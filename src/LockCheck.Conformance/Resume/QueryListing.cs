using LockCheck.Conformance.Model;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.Resume;

/// <summary>A pass of ioctl(PROCMAP_QUERY): each asks for the VMA at the end of the last answer, or the next.</summary>
/// <param name="process">The process id; the pass begins at the start of the region.</param>
internal sealed class QueryListing(int process) : KernelListing
{
    private readonly MapQuery _query = new(process);
    private ulong _from = TargetProcess.RegionStart;

    /// <inheritdoc/>
    public override ShownVma? Next()
    {
        var vma = _query.Ask(_from);
        _from = vma?.End ?? _from;
        return vma;
    }

    /// <inheritdoc/>
    public override IEnumerable<ShownVma> Rest()
    {
        while (Next() is { } vma)
        {
            yield return vma;
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _query.Dispose();
}
