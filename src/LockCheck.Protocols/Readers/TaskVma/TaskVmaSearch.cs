namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>Which VMA a task_vma iterator takes next (protocols.md 2a, step 5).</summary>
internal static class TaskVmaSearch
{
    /// <summary>How the next VMA is looked for.</summary>
    public enum Op : byte
    {
        /// <summary>The head of the list.</summary>
        First,

        /// <summary>The successor of the current one, under the lock that was held throughout.</summary>
        Next,

        /// <summary>From the remembered end, after the lock was dropped.</summary>
        Find,
    }

    /// <summary>Looks for the next VMA, under the mmap_lock.</summary>
    /// <typeparam name="T">The revision: which VMAs FIND takes for shown.</typeparam>
    /// <param name="op">How.</param>
    /// <param name="mm">The address space.</param>
    /// <param name="cursor">Where the iterator stands.</param>
    /// <returns>The VMA; NULL at the end.</returns>
    public static Vma Advance<T>(Op op, Mm mm, in TaskVmaInfo cursor)
        where T : struct, ITaskVmaRevision
    {
        switch (op)
        {
            case Op.First:
                return mm.FirstVma();
            case Op.Next:
                return cursor.Vma.Mm.Next(cursor.Vma);
            default:
                // With no end remembered this is the last address, where there is nothing.
                var found = mm.Find(cursor.PrevEnd == 0 ? ushort.MaxValue : cursor.PrevEnd - 1);
                return !found.IsNone && T.Skips(found.Start, found.End, cursor) ? mm.Next(found) : found;
        }
    }
}
