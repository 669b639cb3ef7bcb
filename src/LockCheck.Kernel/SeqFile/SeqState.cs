namespace LockCheck.Kernel;

/// <summary>
/// The state of the running reader's open seq_file, kept from one read() to the next in <see cref="ReaderMemory"/>: the
/// position, then what the operations keep beside it. It is zero when the file is opened.
/// </summary>
public static class SeqState
{
    /// <summary>
    /// Gets the position, <c>m->index</c>: what start and next receive as <c>*ppos</c>. The operations say what it
    /// means: an index, a page number, a sentinel such as -1; signed or not, 32 bits. The driver does no more than add
    /// 1 after a next that left it as it was. The reference is valid until the next scheduling point.
    /// </summary>
    public static ref int Position => ref ReaderMemory.As<Overlay<int>>().Position;

    /// <summary>What the operations keep, <c>m->private</c>.</summary>
    /// <typeparam name="T">
    /// An unmanaged type without holes; with the position, it has to fit into <see cref="ReaderMemory"/>.
    /// </typeparam>
    /// <returns>A reference that is valid until the next scheduling point.</returns>
    public static ref T Private<T>()
        where T : unmanaged => ref ReaderMemory.As<Overlay<T>>().Private;

    private struct Overlay<T>
        where T : unmanaged
    {
        public int Position;
        public T Private;
    }
}
