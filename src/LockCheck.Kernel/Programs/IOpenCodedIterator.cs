namespace LockCheck.Kernel;

/// <summary>
/// An open-coded iterator: the kfuncs new, next and destroy that a BPF program calls in a loop of its own, as
/// <see cref="OpenCodedProgram"/> does (protocols.md 2b). Its state is the reader's private memory
/// (<see cref="ReaderMemory"/>), which stands for the program's stack and what that points to.
/// </summary>
/// <remarks>
/// Contract (I14): after a failed new, and after NULL, next returns NULL; destroy is called exactly once, also after a
/// failed new, and leaves nothing held. Unlike a seq_file's callbacks, next may return NULL with locks and references
/// held: destroy is still to come.
/// </remarks>
public interface IOpenCodedIterator
{
    /// <summary>new: makes the iterator; on an error it makes an empty one.</summary>
    /// <returns>0, or an error such as <see cref="Errno.EBUSY"/>.</returns>
    Routine<int> New();

    /// <summary>next: advances by one object.</summary>
    /// <returns>Whether there is one; false for NULL.</returns>
    Routine<bool> Next();

    /// <summary>What the program sees in the object that next has returned, right after it.</summary>
    /// <returns>The record.</returns>
    MapRecord Show();

    /// <summary>Gets the mm that a successful new has chosen.</summary>
    Mm Mm { get; }

    /// <summary>destroy: releases what new and next took.</summary>
    /// <returns>The routine.</returns>
    Routine Destroy();
}
