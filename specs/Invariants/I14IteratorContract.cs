namespace LockCheck.Specs.Invariants;

/// <summary>
/// I14, iterator contract: "new fails => next==NULL; NULL stays NULL; destroy exactly once, safe after failed new;
/// start/next NULL => nothing held". (protocols.md 4.)
/// </summary>
/// <remarks>
/// For the seq_file callbacks stop takes the place of destroy: exactly once for each start. History is where the
/// reader's iterator stands. A next after NULL is the driver's mistake, and counts.
/// <para>
/// An open-coded iterator (new, next, destroy) may hold what it likes when next returns NULL, but nothing after
/// destroy, and next may be called again. RCU read sections are not counted there: the program has one of its own.
/// </para>
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
        Made,
        Failed,
        Drained,
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
                Require(stage is not (Stage.Stopped or Stage.Ended), stage == Stage.Ended
                    ? "next is called after NULL"
                    : "next is called without a start");
                break;
            case IteratorCall.ReturnedObject:
                Require(stage != Stage.Failed, "an object is returned after a failed new");
                Require(stage is not (Stage.Ended or Stage.Drained), "an object is returned after NULL");
                break;
            case IteratorCall.ReturnedNull:
                RequireNothingHeld();
                stage = Stage.Ended;
                break;
            case IteratorCall.Stopped:
                Require(stage != Stage.Stopped, "stop is called without a start, or twice");
                stage = Stage.Stopped;
                break;
            default:
                OnOpenCoded(ref stage, call);
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnCallEnd(int reader, int result)
    {
        var stage = _stages[reader];
        Require(
            stage == Stage.Stopped,
            stage < Stage.Made ? "read() returns without a stop" : "the program ends without a destroy");
        _stages[reader] = Stage.Stopped;
    }

    private void OnOpenCoded(ref Stage stage, IteratorCall call)
    {
        switch (call)
        {
            case IteratorCall.New:
                Require(stage == Stage.Stopped, "new is called again without a destroy");
                stage = Stage.Made;
                break;
            case IteratorCall.NewFailed:
                stage = Stage.Failed;
                break;
            case IteratorCall.Drained:
                stage = stage == Stage.Failed ? Stage.Failed : Stage.Drained;
                break;
            case IteratorCall.Destroyed:
                Require(stage >= Stage.Made, "destroy is called without a new, or twice");
                stage = Stage.Stopped;
                var held = _model!.HeldBy(Threads.Self) with { RcuSections = 0 };
                if (held.AnyLock || held.AnyReference)
                {
                    Broken(held, static held => $"destroy leaves {held}");
                }

                break;
        }
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
