namespace LockCheck.Specs.Invariants;

/// <summary>
/// I15, error honesty: "an error or interruption is not reported as clean EOF". (protocols.md 4.)
/// </summary>
/// <remarks>
/// A fatal signal breaks it as well, although the reader's own process sees nothing any more: what the program printed
/// lies in the seq_file's buffer, and the program has been told that the listing is complete. A read() that returns the
/// records it has, without the end call, is honest. History is whether the read() was interrupted.
/// </remarks>
public sealed class I15ErrorHonesty : Invariant
{
    private Region<bool> _isInterrupted;

    /// <inheritdoc/>
    public override string Id => "I15";

    /// <inheritdoc/>
    public override string Title => "an error or an interruption is not reported as the end of the listing";

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Iterator | KernelEvent.Call;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _isInterrupted = layout.History<bool>("I15 interrupted", model.ReaderCount);
    }

    /// <inheritdoc/>
    public override void OnInterrupted(int reader) => _isInterrupted[reader] = true;

    /// <inheritdoc/>
    public override void OnIterator(int reader, IteratorCall call)
    {
        if (call == IteratorCall.EndCall && _isInterrupted[reader])
        {
            Broken("the program is told that the listing is complete, after -EINTR");
        }
    }

    /// <inheritdoc/>
    public override void OnCallEnd(int reader, int result)
    {
        if (result == 0 && _isInterrupted[reader])
        {
            Broken("read() returns 0, the end of the file, after -EINTR");
        }

        _isInterrupted[reader] = false;
    }
}
