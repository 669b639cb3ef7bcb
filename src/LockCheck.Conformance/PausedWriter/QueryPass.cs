using LockCheck.Conformance.Model;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>A whole pass of ioctl(PROCMAP_QUERY): each asks at the end of the last answer.</summary>
/// <param name="process">The process id.</param>
internal sealed class QueryPass(int process) : IDisposable
{
    private readonly MapQuery _query = new(process);

    /// <summary>The VMAs between two addresses.</summary>
    public List<ShownVma> Read(ulong start, ulong end)
    {
        var vmas = new List<ShownVma>();
        while (_query.Ask(start) is { } vma && vma.Start < end)
        {
            vmas.Add(vma);
            start = vma.End;
        }

        return vmas;
    }

    /// <inheritdoc/>
    public void Dispose() => _query.Dispose();
}
