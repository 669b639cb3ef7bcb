using LockCheck.Protocols.Readers.ProcMaps;

namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>When the build id of a file-backed VMA is read.</summary>
internal enum BuildIdRead
{
    /// <summary>It is not asked for.</summary>
    Never,

    /// <summary>While the VMA is locked (number 47).</summary>
    UnderLock,

    /// <summary>After the locks and the mm are let go, by a reference to the file.</summary>
    AfterTeardown,

    /// <summary>And where it does not fit, the locks and the mm are let go again (number 48).</summary>
    BeforeSecondTeardown,
}

/// <summary>What the revisions of PROCMAP_QUERY by per-VMA locks differ in.</summary>
internal interface IPerVmaLockQueryRevision
{
    /// <summary>Gets when the build id is read.</summary>
    static abstract BuildIdRead BuildId { get; }
}

/// <summary>
/// PROCMAP_QUERY by per-VMA locks as merged (protocols.md 2h, P-Q): what is locked, and the iterator, are on the stack
/// of the call.
/// </summary>
/// <typeparam name="T">The revision.</typeparam>
internal readonly struct PerVmaLockQuery<T> : IMapQuery
    where T : struct, IPerVmaLockQueryRevision
{
    /// <inheritdoc/>
    public async Routine<int> Ask(int page, bool orNext)
    {
        var mm = Mm.First;
        if (!await mm.GetNotZero())
        {
            return Errno.ESRCH;
        }

        // find(addr); nothing was locked before, because one lookup decides without further requirements.
        await Rcu.ReadLock();
        mm.Iterator.Set(page);
        var found = await LockNextVma<ProcMapsPerVmaLock.Revision>.From(mm, page);
        await Rcu.ReadUnlock();

        // The iterator is gone with the frame of its function.
        mm.Iterator.Set(0);
        var isMmapLocked = found.Error == Errno.EAGAIN;
        if (isMmapLocked)
        {
            await mm.Lock.Read();
            found = SeqItem.Of(mm.Find(page));
        }

        // Fields and name, under the VMA's lock or the mmap_lock; a reference to the file for the build id.
        var file = default(BackingRef);
        var result = found.Error != 0 ? found.Error : Errno.ENOENT;
        if (QueryAnswer.Matches(found.Vma, page, orNext))
        {
            result = await QueryAnswer.Fill(found.Vma);
            if (result > 0 && T.BuildId == BuildIdRead.UnderLock && IsFile(found.Vma))
            {
                await ReadFile();
            }
            else if (result > 0 && T.BuildId != BuildIdRead.Never && IsFile(found.Vma))
            {
                file = new BackingRef(found.Vma.Attributes.Backing);
                await file.TryGet();
            }
        }

        // U; mmput.
        if (isMmapLocked)
        {
            await mm.Lock.ReadUnlock();
        }
        else if (!found.Vma.IsNone)
        {
            await VmaReadLock.EndRead(found.Vma);
        }

        await mm.Put();
        return file.IsNone ? result : await ReadBuildId(mm, file, result);
    }

    private static bool IsFile(Vma vma) => new BackingRef(vma.Attributes.Backing).IsFile;

    /// <summary>
    /// A read through the page cache, which takes the i_rwsem of the file (2h): of interest where others take it.
    /// </summary>
    private static async Routine ReadFile()
    {
        if (KernelModel.Current.Settings.HasInode)
        {
            await InodeLock.Take();
            await InodeLock.Release();
        }
        else
        {
            await SleepingCalls.ReadFile();
        }
    }

    /// <summary>
    /// build_id_parse_file since b5cbacd7f86f. User space may have made its buffer too small: then the label that the
    /// error goes to counts.
    /// </summary>
    private static async Routine<int> ReadBuildId(Mm mm, BackingRef file, int result)
    {
        await ReadFile();
        if (Choose.Either("build id does not fit"))
        {
            result = Errno.ENAMETOOLONG;
            if (T.BuildId == BuildIdRead.BeforeSecondTeardown)
            {
                // No lock is held any more, which the context says; that the mm was put, nothing says.
                await mm.Put();
            }
        }

        await file.Put();
        return result;
    }
}
