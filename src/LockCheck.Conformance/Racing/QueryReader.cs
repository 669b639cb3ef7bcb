using LockCheck.Conformance.Targets;
using LockCheck.Kernel;

namespace LockCheck.Conformance.Racing;

/// <summary>PROCMAP_QUERY for the VMA at or after an address, asked again at the end of each answer.</summary>
internal sealed class QueryReader(string name, string model, int process)
    : RaceReader(name, model, new RecordsPerPage(1))
{
    private readonly MapQuery _query = new(process);

    /// <inheritdoc/>
    public override void Dispose() => _query.Dispose();

    /// <inheritdoc/>
    protected override void Read()
    {
        var from = FirstAddress;
        while (_query.Ask(from) is { } vma && Add(vma.Start, vma.End, vma.Prot))
        {
            from = vma.End;
        }
    }
}
