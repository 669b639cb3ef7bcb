namespace LockCheck.Specs.Invariants;

/// <summary>
/// I8, lock discipline: "no unlock without lock, no double lock, nothing held at return to user space or after
/// NULL/stop, correct mode, no self-deadlock, lock order vm_lock after mmap_lock". (protocols.md 4.)
/// </summary>
/// <remarks>
/// What is held when start or next returns NULL is I14's. A deadlock is a finding of its own. No history: a misuse is
/// an event, and the locks know their holders.
/// </remarks>
public sealed class I8LockDiscipline : Invariant
{
    private KernelModel? _model;

    /// <inheritdoc/>
    public override string Id => "I8";

    /// <inheritdoc/>
    public override string Title => "locks are taken once, released by their holder, and gone at return to user space";

    /// <inheritdoc/>
    public override bool IsCrash => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Misuse | KernelEvent.Call | KernelEvent.Read;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout) => _model = model;

    /// <inheritdoc/>
    public override void OnMisuse(Misuse misuse, ThreadId thread)
    {
        if (misuse is Misuse.UnlockWithoutLock or Misuse.DoubleLock or Misuse.LeakedLock)
        {
            Broken(misuse, static what => what switch
            {
                Misuse.DoubleLock => "a thread takes a lock that it holds",
                Misuse.LeakedLock => "a lock is held for ever: whoever took it has ended, or will not release it",
                _ => "a thread releases a lock that it does not hold, or not in this mode",
            });
        }
    }

    /// <inheritdoc/>
    public override void OnCallEnd(int reader, int result)
    {
        var held = _model!.HeldBy(Threads.Self);
        if (held.AnyLock)
        {
            var call = _model.Settings.File == ReaderFile.Own ? "read()" : "the query";
            Broken((call, held), static facts => $"{facts.call} returns to user space with {facts.held}");
        }
    }

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error)
    {
        var held = _model!.HeldBy(Threads.Self);
        if (held.AnyLock)
        {
            Broken(held, static held => $"the reader goes on in user space with {held}");
        }
    }
}
