using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Bpf;

/// <summary>
/// Keeps threads on one processor. A held task keeps its own busy with preemption off: whoever is to release it, or to
/// read meanwhile, must not have been waiting for that one.
/// </summary>
public sealed class CpuPin : IDisposable
{
    private readonly int tid;
    private readonly ulong before;

    private CpuPin(int tid, int processor)
    {
        this.tid = tid;
        before = AffinitySyscall.Get(tid);
        AffinitySyscall.Set(tid, 1ul << processor);
    }

    /// <summary>Processors that this process may use, lowest first, of the first 64; a pin changes nothing in it unless
    /// it is of the main thread.</summary>
    public static int[] Processors
    {
        get
        {
            ulong mask = AffinitySyscall.Get(Environment.ProcessId);
            return Enumerable.Range(0, 64).Where(processor => (mask >> processor & 1) != 0).ToArray();
        }
    }

    /// <summary>The calling thread, until this is disposed of on the same thread.</summary>
    public static CpuPin CurrentThread(int processor) => new(0, processor);

    /// <summary>Another thread, of any process.</summary>
    public static CpuPin Thread(int tid, int processor) => new(tid, processor);

    /// <summary>Gives the thread back what it might use before, if it is still there.</summary>
    public void Dispose()
    {
        if (before != 0)
        {
            AffinitySyscall.Set(tid, before);
        }
    }
}
