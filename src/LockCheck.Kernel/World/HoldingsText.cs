namespace LockCheck.Kernel;

/// <summary>Says what a thread holds, for deadlock reports.</summary>
internal static class HoldingsText
{
    public static string Of(KernelModel model, StateView state, ThreadId thread)
    {
        var holdings = new List<string>();
        ref readonly var sem = ref model.Mms.In(state).Lock;
        if (sem.Writer == thread.Index + 1)
        {
            holdings.Add("mmap_lock for write");
        }

        if ((sem.Readers & (1 << thread.Index)) != 0)
        {
            holdings.Add("mmap_lock for read");
        }

        if (model.Tasks.In(state).AllocLock == thread.Index + 1)
        {
            holdings.Add("alloc_lock");
        }

        ref readonly var ledger = ref model.Ledgers.In(state, thread.Index);
        Add(holdings, ledger.TaskRefs, "task reference");
        Add(holdings, ledger.MmUsers, "mm_users reference");
        Add(holdings, ledger.MmCounts, "mm_count reference");
        return holdings.Count == 0 ? string.Empty : "holds " + string.Join(", ", holdings);
    }

    private static void Add(List<string> holdings, int count, string what)
    {
        if (count != 0)
        {
            holdings.Add(count == 1 ? $"a {what}" : $"{count} x {what}");
        }
    }
}
