namespace LockCheck.Kernel;

/// <summary>
/// User space asking an open maps file by PROCMAP_QUERY (protocols.md 2h). The requirements that a query may state on
/// the VMA (file-backed, r, w, x, shared) are not used: what does not match is a VMA above the page that is asked.
/// </summary>
/// <remarks>
/// A read, for the monitors, begins with the first ioctl; the file was opened before. Each ioctl is a call.
/// </remarks>
public static class MapQueries
{
    /// <summary>
    /// Asks once which VMA covers a page: each page up to the end of the layout's last VMA, mapped or not, in a branch
    /// of the search of its own.
    /// </summary>
    /// <typeparam name="TQuery">The kernel's side.</typeparam>
    /// <param name="query">The same, without fields.</param>
    /// <returns>The routine of a reader's thread.</returns>
    public static async Routine AskOnce<TQuery>(TQuery query)
        where TQuery : struct, IMapQuery
    {
        await Operation.Issue(new UserStep(UserCall.Query));
        var page = Choose.Value(KernelModel.Current.Settings.Layout.Vmas[^1].End, "page that is asked about");
        KernelModel.Current.Events.ReadBegin();
        End(await Ask(query, page, orNext: false));
    }

    /// <summary>
    /// Lists the memory map as tools do: asks for the VMA that covers page 0 or comes next, then for the one at the end
    /// of the answer, until there is none.
    /// </summary>
    /// <typeparam name="TQuery">The kernel's side.</typeparam>
    /// <param name="query">The same, without fields.</param>
    /// <returns>The routine of a reader's thread.</returns>
    public static async Routine Walk<TQuery>(TQuery query)
        where TQuery : struct, IMapQuery
    {
        await Operation.Issue(new UserStep(UserCall.Query));
        KernelModel.Current.Events.ReadBegin();
        var result = 0;
        do
        {
            result = await Ask(query, result, orNext: true);
        }
        while (result > 0);
        End(result);
    }

    private static async Routine<int> Ask<TQuery>(TQuery query, int page, bool orNext)
        where TQuery : struct, IMapQuery
    {
        KernelModel.Current.Events.QueryBegin(page, orNext);
        var result = await query.Ask(page, orNext);
        KernelModel.Current.Events.QueryEnd(Math.Min(result, 0));
        return SeqUser.IsKilled() ? Errno.EINTR : result;
    }

    // That there is no VMA is an answer, and the end of a walk.
    private static void End(int result) =>
        KernelModel.Current.Events.ReadEnd(result is > 0 or Errno.ENOENT ? 0 : result);
}
