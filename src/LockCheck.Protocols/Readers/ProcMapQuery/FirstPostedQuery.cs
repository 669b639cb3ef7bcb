using LockCheck.Protocols.Readers.ProcMaps;

namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>What the first revisions of PROCMAP_QUERY by per-VMA locks differ in.</summary>
internal interface IFirstPostedQueryRevision
{
    /// <summary>Gets whether a VMA that does not match is unlocked.</summary>
    static abstract bool UnlocksMismatch { get; }
}

/// <summary>
/// PROCMAP_QUERY as first posted with per-VMA locks (protocols.md 2h, P-Q5): the helpers of /proc/PID/maps, whose state
/// is in the file's private struct. All threads with that file descriptor use it, and the iterator in it.
/// </summary>
/// <remarks>
/// <c>mmap_locked</c> is not modelled: what would set it, a failing vma_start_read_locked, goes unnoticed in these
/// revisions (protocols.md 5, number 33).
/// </remarks>
/// <typeparam name="T">The revision.</typeparam>
internal readonly struct FirstPostedQuery<T> : IMapQuery
    where T : struct, IFirstPostedQueryRevision
{
    /// <inheritdoc/>
    public async Routine<int> Ask(int page, bool orNext)
    {
        var mm = Mm.First;
        if (!await mm.GetNotZero())
        {
            return Errno.ESRCH;
        }

        // Setup.
        await Rcu.ReadLock();
        await SharedFile.StoreLockedVma(Vma.None);

        // get of 2f: drop the previous one, lock the next.
        mm.Iterator.Set(page);
        await UnlockVma();
        var found = await LockNextVma<ProcMapsPerVmaLockV5.Revision>.From(mm, page);
        if (found.IsObject)
        {
            await SharedFile.StoreLockedVma(found.Vma);
        }

        // Fields and name, still inside RCU.
        var matches = QueryAnswer.Matches(found.Vma, page, orNext);
        var result = matches ? await QueryAnswer.Fill(found.Vma)
            : found.Error != 0 ? found.Error
            : Errno.ENOENT;

        // Teardown.
        if (matches || T.UnlocksMismatch)
        {
            await UnlockVma();
        }

        await Rcu.ReadUnlock();
        await mm.Put();
        return result;
    }

    /// <summary>unlock_vma: the field is loaded for the test, and again for the call.</summary>
    private static async Routine UnlockVma()
    {
        if (!(await SharedFile.LoadLockedVma()).IsNone)
        {
            await VmaReadLock.EndRead(await SharedFile.LoadLockedVma());
            await SharedFile.StoreLockedVma(Vma.None);
        }
    }
}
