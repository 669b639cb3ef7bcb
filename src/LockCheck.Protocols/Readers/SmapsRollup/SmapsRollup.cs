using LockCheck.Protocols.Readers.ProcMaps;

namespace LockCheck.Protocols.Readers.SmapsRollup;

/// <summary>
/// /proc/PID/smaps_rollup (protocols.md 2g): one line that adds up all VMAs, under a lock that is dropped whenever
/// somebody waits for it. The ranges that are counted are its records. The memory policy that is held meanwhile is not
/// modelled.
/// </summary>
/// <typeparam name="T">The revision.</typeparam>
internal readonly struct SmapsRollup<T> : ISingleOperations
    where T : struct, ISmapsRollupRevision
{
    private static ref ProcMapsPrivate Own => ref ProcMapsPrivate.Own;

    /// <inheritdoc/>
    public Routine<int> Open() => ProcMapsFile.Open();

    /// <inheritdoc/>
    public Routine Release() => ProcMapsFile.Release();

    /// <inheritdoc/>
    public async Routine<int> Show()
    {
        var none = await ProcMapsFile.Begin();
        if (Own.Task.IsNone)
        {
            return none.Error != 0 ? none.Error : Errno.ESRCH;
        }

        var vma = Own.Mm.FirstVma();
        while (!vma.IsNone)
        {
            RollupCount.Gather(vma, vma.Start);
            if (!await Own.Mm.Lock.IsContended())
            {
                vma = Own.Mm.Next(vma);
                continue;
            }

            await Own.Mm.Lock.ReadUnlock();
            if (await Own.Mm.Lock.ReadKillable() != 0)
            {
                // The references; there is no lock to release.
                await ProcMapsFile.Unpin();
                return Errno.EINTR;
            }

            vma = T.Relocate(Own.Mm);
        }

        await ProcMapsFile.End();
        return 0;
    }
}
