namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>What /proc says of a thread.</summary>
internal static class TaskState
{
    /// <summary>State D: a wait that only a fatal signal ends, as mmap_lock's is.</summary>
    public static bool IsWaiting(int pid, int tid)
    {
        string stat = File.ReadAllText($"/proc/{pid}/task/{tid}/stat");
        return stat[stat.LastIndexOf(')') + 2] == 'D';
    }
}
