namespace LockCheck.Specs.Invariants;

/// <summary>
/// I9, refcount balance: "at end of read + close: task, mm.users, mm.count, file, anon_name, v.ref all as before; never
/// below 0; never get-from-0". (protocols.md 4.)
/// </summary>
/// <remarks>"As before" is each thread's own ledger at zero: others may come and go meanwhile. No history.</remarks>
public sealed class I9ReferenceBalance : Invariant
{
    private KernelModel? _model;

    /// <inheritdoc/>
    public override string Id => "I9";

    /// <inheritdoc/>
    public override string Title => "every reference that a read takes is dropped, once";

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Misuse | KernelEvent.Read;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout) => _model = model;

    /// <inheritdoc/>
    public override void OnMisuse(Misuse misuse, ThreadId thread)
    {
        if (misuse == Misuse.RefcountUnderflow)
        {
            Broken("a reference is dropped that the thread does not have, or one is taken when there are none");
        }
    }

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error)
    {
        var held = _model!.HeldBy(Threads.Self);
        if (!held.IsBalanced)
        {
            Broken(held, static held => $"after close the reader's balance is {held}");
        }
    }
}
