namespace LockCheck.Kernel;

/// <summary>
/// What start and next of a seq_file return: an object, NULL at the end, or an error pointer (<c>ERR_PTR</c>).
/// </summary>
public readonly record struct SeqItem
{
    private readonly short _error;

    private SeqItem(Vma vma, short error)
    {
        Vma = vma;
        _error = error;
    }

    /// <summary>Gets NULL: there is nothing more.</summary>
    public static SeqItem None => default;

    /// <summary>Gets the object; none if this is NULL or an error.</summary>
    public Vma Vma { get; }

    /// <summary>Gets the error, negative as the kernel returns it; 0 if this is an object or NULL.</summary>
    public int Error => _error;

    /// <summary>Gets whether this is an object, and neither NULL nor an error.</summary>
    public bool IsObject => !Vma.IsNone;

    /// <summary>An object, or NULL.</summary>
    /// <param name="vma">The object; may be the gate VMA, or none for NULL.</param>
    /// <returns>What to return.</returns>
    public static SeqItem Of(Vma vma) => new(vma, 0);

    /// <summary>An error pointer.</summary>
    /// <param name="error">The error, such as <see cref="Errno.EINTR"/>: negative.</param>
    /// <returns>What to return.</returns>
    public static SeqItem Failed(int error)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(error, 0);
        return new(Vma.None, checked((short)error));
    }
}
