using LockCheck.Engine;
using LockCheck.Kernel;
using Monitor = LockCheck.Kernel.Monitor;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// Collects how one reader's reads end, as <c>112 ends -4</c>: a digit for the lines of each read(), and the last
/// result.
/// </summary>
internal sealed class ReadEnds : Monitor
{
    private readonly HashSet<string> _ends = new(StringComparer.Ordinal);
    private Region<long> _lines;

    public IEnumerable<string> Ends => _ends.Order(StringComparer.Ordinal);

    public override IReadOnlyList<Property> Properties => [];

    public override KernelEvent Subscribes => KernelEvent.Read | KernelEvent.Call;

    public override void Attach(KernelModel model, VectorLayout layout) => _lines = layout.History<long>("lines");

    public override void OnCallEnd(int reader, int result)
    {
        if (result > 0)
        {
            _lines[0] = (_lines[0] * 10) + result;
        }
    }

    public override void OnReadEnd(int reader, int error) => _ends.Add($"{_lines[0]} ends {error}");
}
