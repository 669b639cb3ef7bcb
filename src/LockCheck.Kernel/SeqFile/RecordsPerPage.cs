namespace LockCheck.Kernel;

/// <summary>How many records fit into one page of the reader's buffer.</summary>
/// <param name="Count">Records; <see cref="int.MaxValue"/> for all, 0 for "each page ends where it likes".</param>
public readonly record struct RecordsPerPage(int Count)
{
    /// <summary>Gets the buffer that takes everything: one read() delivers all records.</summary>
    public static RecordsPerPage All => new(int.MaxValue);

    /// <summary>Gets the buffer that may be full, or not, after every record.</summary>
    public static RecordsPerPage Choice => new(0);

    /// <inheritdoc/>
    public override string ToString() => Count switch
    {
        0 => "choice",
        int.MaxValue => "all",
        _ => Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
