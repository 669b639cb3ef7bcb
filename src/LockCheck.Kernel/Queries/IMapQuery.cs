namespace LockCheck.Kernel;

/// <summary>
/// The kernel's side of <c>ioctl(PROCMAP_QUERY)</c> on an open maps file, as <see cref="MapQueries"/> calls it
/// (protocols.md 2h). Its file is shared (<see cref="ReaderFile.Shared"/>), and open.
/// </summary>
public interface IMapQuery
{
    /// <summary>One ioctl: reports the VMA that is the answer as a record.</summary>
    /// <param name="page">The page that is asked about.</param>
    /// <param name="orNext">PROCMAP_QUERY_COVERING_OR_NEXT_VMA: the next VMA is an answer, too.</param>
    /// <returns>
    /// One past the last page of the VMA that was reported, which is above 0; -ENOENT if there is none; or an error.
    /// </returns>
    Routine<int> Ask(int page, bool orNext);
}
