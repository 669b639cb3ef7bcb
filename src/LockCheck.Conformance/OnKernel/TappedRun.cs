using LockCheck.Conformance.Model;
using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>A run of a model whose reader's records are heard. No step of it takes a choice.</summary>
internal sealed class TappedRun : IDisposable
{
    private readonly KernelModel _model;
    private readonly Walk _walk;

    public TappedRun(KernelModel model)
    {
        _model = new KernelModel(model.Settings with { Monitors = [.. model.Settings.Monitors, Tap] });
        _walk = new Walk(LoadedModel.Load(_model));
    }

    /// <summary>Gets what was heard.</summary>
    public RecordTap Tap { get; } = new();

    /// <summary>Gets the steps that were taken.</summary>
    public IReadOnlyList<PathStep> Path => _walk.Path;

    /// <summary>Gets how many threads there are.</summary>
    public int Threads => _model.ThreadCount;

    /// <summary>Gets who holds the mmap_lock for write, if anybody does.</summary>
    public int? WriteHolder => _model.WriteHolderIn(_walk.View);

    /// <summary>Gets the memory map; no write critical section is open.</summary>
    public IReadOnlyList<MapRecord> Map => _model.MapIn(_walk.View);

    /// <summary>Gets what the reader is about to do; empty when it has ended.</summary>
    public string ReaderIsAt => _walk.View.PendingOf(ThreadId.Of(0));

    /// <summary>Whether a thread can make a step.</summary>
    public bool CanStep(int slot) => !_walk.IsOver && _walk.View.IsEnabled(ThreadId.Of(slot));

    /// <summary>Lets a thread make a step: what the step breaks.</summary>
    public IReadOnlyList<Property> Step(int slot) => _walk.Step(ThreadId.Of(slot), _ => 0);

    public void Dispose() => _walk.Dispose();
}
