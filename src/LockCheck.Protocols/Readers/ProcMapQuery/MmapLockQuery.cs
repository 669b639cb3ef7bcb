namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>PROCMAP_QUERY under the mmap_lock (protocols.md 2h, P-Q0). No build id is asked for.</summary>
internal readonly struct MmapLockQuery : IMapQuery
{
    /// <inheritdoc/>
    public async Routine<int> Ask(int page, bool orNext)
    {
        // mmget_not_zero; A{read killable}.
        var mm = Mm.First;
        if (!await mm.GetNotZero())
        {
            return Errno.ESRCH;
        }

        if (await mm.Lock.ReadKillable() != 0)
        {
            await mm.Put();
            return Errno.EINTR;
        }

        // The find loop; the fields.
        var vma = mm.Find(page);
        var result = QueryAnswer.Matches(vma, page, orNext) ? await QueryAnswer.Fill(vma) : Errno.ENOENT;

        // U; mmput; copy out.
        await mm.Lock.ReadUnlock();
        await mm.Put();
        return result;
    }
}
