namespace LockCheck.Kernel;

/// <summary>Whose the open file is that a reader reads.</summary>
public enum ReaderFile
{
    /// <summary>Each reader opens one of its own, and closes it.</summary>
    Own,

    /// <summary>
    /// The readers are threads of one process with one open file: it is open from the start, is not closed, and pins
    /// the struct of the mm (mm_count). What a call needs it keeps on its stack.
    /// </summary>
    Shared,

    /// <summary>And what a call has locked, and its iterator, are in the file (<see cref="SharedFile"/>).</summary>
    SharedWithState,
}
