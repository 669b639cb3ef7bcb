namespace LockCheck.Kernel;

/// <summary>
/// The callbacks of a BPF iterator's seq_file, as <c>bpf_seq_read</c> calls them (protocols.md 2.0). Its state is the
/// reader's private memory (<see cref="ReaderMemory"/>).
/// </summary>
/// <typeparam name="TObject">What it iterates over.</typeparam>
/// <remarks>
/// Contract: start and next return NULL at the end, and then hold no reference and no lock; an object that they return
/// is protected until the next call of next or stop. Where stop is given no object, the driver runs the program's end
/// call, which the callback does in the kernel.
/// </remarks>
public interface IBpfIterator<TObject>
    where TObject : unmanaged, IBpfObject
{
    /// <summary>Positions the iterator at the first record of this read().</summary>
    /// <returns>The object, or none at the end.</returns>
    Routine<TObject> Start();

    /// <summary>Advances by one record.</summary>
    /// <returns>The object, or none at the end.</returns>
    Routine<TObject> Next();

    /// <summary>Ends this read(), and releases what start and next took.</summary>
    /// <param name="item">The object that was fetched and not shown; none at the end.</param>
    /// <returns>The routine.</returns>
    Routine Stop(TObject item);
}

/// <summary>A BPF iterator over the VMAs of tasks.</summary>
public interface IBpfIterator : IBpfIterator<Vma>;
