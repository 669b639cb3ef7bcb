using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>Which ways the page faults of a scenario take.</summary>
internal sealed class FaultPaths : Kernel.Monitor
{
    private readonly SortedSet<string> _paths = new(StringComparer.Ordinal);
    private KernelModel? _model;

    public override IReadOnlyList<Property> Properties => [];

    public override KernelEvent Subscribes => KernelEvent.Fault;

    public static IReadOnlyList<string> Of(Scenario scenario)
    {
        var paths = new FaultPaths();
        var settings = scenario.Build(Check.Known).Settings with { Monitors = [paths] };
        Assert.Null(Explorer.Search(new KernelModel(settings)).CutBy);
        return [.. paths._paths];
    }

    public override void Attach(KernelModel model, VectorLayout layout) => _model = model;

    public override void OnFaultBegins(int reader, int page, Vma vma, in MapRecord record) =>
        _paths.Add(_model!.HeldBy(Threads.Self).MmapRead ? "falls back" : "under the VMA's lock");
}
