namespace LockCheck.Kernel;

/// <summary>
/// An ordinary seq_file: its <c>seq_operations</c>, as <see cref="SeqRead"/> calls them, and the open and release of
/// its <c>file_operations</c> (protocols.md 2.0). Its state is <see cref="SeqState"/>.
/// </summary>
/// <remarks>
/// Contract: each start is followed by one stop, whatever start and the last next returned; stop is given that, and has
/// to release whatever is held by then. Unlike a BPF iterator (<see cref="IBpfIterator"/>), start and next may return
/// NULL or an error with locks and references held.
/// </remarks>
public interface ISeqOperations
{
    /// <summary>open: makes the open file.</summary>
    /// <returns>0, or an error; then there is no file to read or to release.</returns>
    Routine<int> Open();

    /// <summary>start: the object at the position, first of a read() or once more in a larger buffer.</summary>
    /// <returns>The object, NULL at the end, or an error.</returns>
    Routine<SeqItem> Start();

    /// <summary>next: moves the position past an object that was shown.</summary>
    /// <param name="vma">The object.</param>
    /// <returns>The object after it, NULL at the end, or an error.</returns>
    Routine<SeqItem> Next(Vma vma);

    /// <summary>
    /// show: prints the line of an object, into a buffer that has room for it. It is not called for one that does not
    /// fit, because that line is thrown away.
    /// </summary>
    /// <param name="vma">The object.</param>
    /// <param name="record">What the line says of a VMA of the address space.</param>
    /// <returns>
    /// Whether it is such a line. The gate VMA's is not: it takes room, and is no record of the address space.
    /// </returns>
    bool Show(Vma vma, out MapRecord record);

    /// <summary>stop: ends what start began.</summary>
    /// <param name="item">What start or next returned last; an object was fetched and is not shown.</param>
    /// <returns>The routine.</returns>
    Routine Stop(SeqItem item);

    /// <summary>release: the last close of the file.</summary>
    /// <returns>The routine.</returns>
    Routine Release();
}
