namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>What /proc says of a thread.</summary>
internal static class TaskState
{
    /// <summary>State D: a wait that only a fatal signal ends, as mmap_lock's is.
    /// False of a thread that is gone.</summary>
    public static bool IsWaiting(int pid, int tid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/task/{tid}/stat");
            return stat[stat.LastIndexOf(')') + 2] == 'D';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
