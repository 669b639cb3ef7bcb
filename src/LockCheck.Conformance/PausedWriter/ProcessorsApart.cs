using System.Globalization;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>
/// Keeps all threads of this process off one processor. A held task does not leave its processor, and whatever thread
/// waited for that one would stand still: one of the runtime, too, for which others wait then.
/// </summary>
internal sealed class ProcessorsApart : IDisposable
{
    private readonly ulong _before = AffinitySyscall.Get(Environment.ProcessId);

    /// <summary>Chooses the last processor that this process may use; there are at least two.</summary>
    public ProcessorsApart()
    {
        Kept = CpuPin.Processors[^1];
        SetAll(_before & ~(1ul << Kept));
    }

    /// <summary>Gets the processor that is kept free.</summary>
    public int Kept { get; }

    /// <summary>Lets the threads go where they could before.</summary>
    public void Dispose() => SetAll(_before);

    /// <summary>New threads have what the one had that started them.</summary>
    private static void SetAll(ulong processors)
    {
        foreach (var task in Directory.GetDirectories("/proc/self/task"))
        {
            // It may have ended meanwhile.
            _ = AffinitySyscall.Set(int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture), processors);
        }
    }
}
