namespace LockCheck.Kernel;

/// <summary>
/// A seq_file of one line: the open and release of its <c>file_operations</c>, and the show that <c>single_open</c> was
/// given. Its state is <see cref="SeqState"/>.
/// </summary>
public interface ISingleOperations
{
    /// <summary>open: makes the open file.</summary>
    /// <returns>0, or an error; then there is no file to read or to release.</returns>
    Routine<int> Open();

    /// <summary>
    /// show: makes the line. What it says of VMAs it hands over by <see cref="SingleRead.Report"/>, when it finds it.
    /// </summary>
    /// <returns>0, or an error; nothing may be held in either case.</returns>
    Routine<int> Show();

    /// <summary>release: the last close of the file.</summary>
    /// <returns>The routine.</returns>
    Routine Release();
}
