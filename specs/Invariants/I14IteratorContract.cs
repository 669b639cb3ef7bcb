namespace LockCheck.Specs.Invariants;

/// <summary>
/// I14, iterator contract: "new fails => next==NULL; NULL stays NULL; destroy exactly once, safe after failed new;
/// start/next NULL => nothing held". (protocols.md 4.)
/// </summary>
/// <remarks>
/// For the seq_file callbacks stop takes the place of destroy: exactly once for each start. History is where the
/// reader's iterator stands. A next after NULL is the driver's mistake, and counts.
/// </remarks>
public sealed class I14IteratorContract : Invariant
{
    private KernelModel? _model;
    private Region<Stage> _stages;

    private enum Stage : byte
    {
        Stopped,
        Started,
        Ended,
    }

    /// <inheritdoc/>
    public override string Id => "I14";

    /// <inheritdoc/>
    public override string Title => "NULL holds nothing and stays NULL, and each start has one stop";

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Iterator | KernelEvent.Call;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _model = model;
        _stages = layout.History<Stage>("I14 iterator", model.ReaderCount);
    }

    /// <inheritdoc/>
    public override void OnIterator(int reader, IteratorCall call)
    {
        ref var stage = ref _stages[reader];
        switch (call)
        {
            case IteratorCall.Start:
                Require(stage == Stage.Stopped, "start is called again without a stop");
                stage = Stage.Started;
                break;
            case IteratorCall.Next:
                Require(stage == Stage.Started, stage == Stage.Ended
                    ? "next is called after NULL"
                    : "next is called without a start");
                break;
            case IteratorCall.ReturnedObject:
                Require(stage != Stage.Ended, "an object is returned after NULL");
                break;
            case IteratorCall.ReturnedNull:
                RequireNothingHeld();
                stage = Stage.Ended;
                break;
            case IteratorCall.Stopped:
                Require(stage != Stage.Stopped, "stop is called without a start, or twice");
                stage = Stage.Stopped;
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnCallEnd(int reader, int result)
    {
        Require(_stages[reader] == Stage.Stopped, "read() returns without a stop");
        _stages[reader] = Stage.Stopped;
    }

    private void RequireNothingHeld()
    {
        var held = _model!.HeldBy(Threads.Self);
        if (held.AnyLock || held.AnyReference)
        {
            Broken(held, static held => $"NULL is returned with {held}");
        }
    }

    private void Require(bool isKept, string otherwise)
    {
        if (!isKept)
        {
            Broken(otherwise);
        }
    }
}
