using System.Text;
using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Bpf;

/// <summary>
/// Watches one thread at the tracepoints of mmap_lock and of the maple tree's stores, and holds it at the n-th event
/// for as long as is wanted, but never longer than <see cref="HoldGate.SpinNsMax"/>. Writers and readers alike can be
/// held. One that holds mmap_lock for writing should be another process: this one could need the lock.
/// </summary>
public sealed class TracepointHolder : IDisposable
{
    private static readonly (string Tracepoint, HoldEventKind Kind)[] Tracepoints =
    [
        ("mmap_lock_start_locking", HoldEventKind.StartLocking),
        ("mmap_lock_acquire_returned", HoldEventKind.Acquired),
        ("mmap_lock_released", HoldEventKind.Releasing),
        ("ma_write", HoldEventKind.TreeWrite),
    ];

    private readonly List<BpfHandle> links = [];

    /// <summary>Loads the programs and attaches them; they regard nobody yet.</summary>
    public TracepointHolder()
    {
        Gate = new HoldGate((HoldEventCode.EventsMax + 1) * HoldEventCode.EventBytes);
        try
        {
            foreach ((string tracepoint, HoldEventKind kind) in Tracepoints)
            {
                ulong[] code = kind == HoldEventKind.TreeWrite
                    ? HoldEventCode.AssembleTree(Gate)
                    : HoldEventCode.AssembleLock(Gate, kind);
                using BpfProgram program = BpfProgram.LoadTracepoint(tracepoint, code);
                links.Add(program.AttachTracepoint());
            }
        }
        catch (BpfException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The memory shared with the programs: arm, wait and release there. Owned.</summary>
    public HoldGate Gate { get; }

    /// <summary>The events since <see cref="HoldGate.Arm"/>, in order; the first 255 of them.</summary>
    public IReadOnlyList<HoldEvent> Events =>
        Enumerable.Range(1, Math.Min(Gate.Count, HoldEventCode.EventsMax)).Select(Event).ToArray();

    /// <summary>See <see cref="HoldGate.Arm"/>.</summary>
    public void Arm(int tid, int n, ulong mm = 0) => Gate.Arm(tid, n, mm);

    /// <summary>See <see cref="HoldGate.WaitHeld"/>.</summary>
    public bool WaitHeld(int millisecondsMax = 1000, Func<bool>? ended = null) =>
        Gate.WaitHeld(millisecondsMax, ended);

    /// <summary>See <see cref="HoldGate.Release"/>.</summary>
    public void Release(int next = 0) => Gate.Release(next);

    /// <summary>Lets a held thread go and detaches everything.</summary>
    public void Dispose()
    {
        // The gate lets a held thread go first: detaching waits until no program runs.
        if (!Gate.Memory.IsDisposed)
        {
            Gate.Disarm();
        }

        links.ForEach(link => link.Dispose());
        links.Clear();
        Gate.Dispose();
    }

    private HoldEvent Event(int number)
    {
        BpfArray memory = Gate.Memory;
        int at = number * HoldEventCode.EventBytes;
        var kind = (HoldEventKind)memory.Word(at + HoldEventCode.KindAt);
        bool flag = memory.Word(at + HoldEventCode.FlagAt) != 0;
        bool tree = kind == HoldEventKind.TreeWrite;
        return new HoldEvent(
            number,
            kind,
            !tree && flag,
            tree ? Name(at + HoldEventCode.NameAt) : "",
            tree ? memory.DoubleWord(at + HoldEventCode.MinAt) : 0,
            tree ? memory.DoubleWord(at + HoldEventCode.MaxAt) : 0,
            tree && flag,
            memory.Word(at + HoldEventCode.SequenceAt),
            memory.DoubleWord(at + HoldEventCode.MmAt));
    }

    private unsafe string Name(int at)
    {
        var bytes = new ReadOnlySpan<byte>(Gate.Memory.Memory + at, HoldEventCode.NameBytes);
        int end = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
