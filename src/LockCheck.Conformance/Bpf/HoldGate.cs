using LockCheck.Conformance.Native;

namespace LockCheck.Conformance.Bpf;

/// <summary>
/// Memory over which this process tells programs where to hold a task, and sees that one is held. The program counts
/// its events and at the n-th spins until <see cref="Release(int)"/>, but never longer than <see cref="SpinNsMax"/>:
/// that bound is part of the program, so a task goes on by itself whatever becomes of this process. A held task keeps
/// its processor (a tracepoint runs with preemption off), so the one who waits needs another.
/// </summary>
public sealed class HoldGate : IDisposable
{
    /// <summary>The longest hold, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public const ulong SpinNsMax = 2_000_000_000;

    internal const int HeaderBytes = 64;
    internal const int TidAt = 0;
    internal const int HoldAtAt = 4;
    internal const int CountAt = 8;
    internal const int HeldAtAt = 12;
    internal const int ReleasedAt = 16;
    internal const int ExpiredAt = 20;
    internal const int MmAt = 24;

    private const int SpinsBeforeWaiting = 2000;
    private readonly BpfArray memory;

    /// <summary>A gate alone, for a reader.</summary>
    public HoldGate() : this(HeaderBytes)
    {
    }

    internal HoldGate(int bytes) => memory = new BpfArray(bytes);

    /// <summary>The number of the event at which a task is held now; 0 when none is.</summary>
    public int HeldAt => (int)memory.Word(HeldAtAt);

    /// <summary>Events counted since the gate was armed.</summary>
    public int Count => (int)memory.Word(CountAt);

    /// <summary>True when a hold since the gate was armed ended by its bound and not by a release.</summary>
    public bool Expired => memory.Word(ExpiredAt) != 0;

    internal BpfArray Memory => memory;

    /// <summary>
    /// Counts from zero and holds at the n-th event; <paramref name="n"/> = 0 counts only. Tracepoints regard events of
    /// thread <paramref name="tid"/> only and, when <paramref name="mm"/> is not 0, of that mm
    /// (<see cref="VmaRecord.Mm"/>); a reader's gate regards every record.
    /// </summary>
    public void Arm(int tid, int n, ulong mm = 0)
    {
        Disarm();
        memory.SetWord(CountAt, 0);
        memory.SetWord(ExpiredAt, 0);
        memory.SetWord(ReleasedAt, 0);
        memory.SetDoubleWord(MmAt, mm);
        memory.SetWord(HoldAtAt, (uint)n);
        memory.SetWord(TidAt, (uint)tid);
    }

    /// <summary>Waits until a task is held: true, or false after the bound or once nobody will come.</summary>
    /// <param name="millisecondsMax">About how long to wait.</param>
    /// <param name="ended">Says that the awaited task has gone past, so that waiting longer is of no use.</param>
    public bool WaitHeld(int millisecondsMax = 1000, Func<bool>? ended = null) =>
        WaitUntil(() => HeldAt != 0 || (ended?.Invoke() ?? false), millisecondsMax) && HeldAt != 0;

    /// <summary>Lets the held task go on, to be held again at event <paramref name="next"/> if that is not 0.</summary>
    public void Release(int next = 0)
    {
        uint held = memory.Word(HeldAtAt);
        memory.SetWord(HoldAtAt, (uint)next);
        memory.SetWord(ReleasedAt, held);
    }

    /// <summary>Regards no further event and lets a held task go.</summary>
    public void Disarm()
    {
        memory.SetWord(TidAt, 0);
        memory.SetWord(HoldAtAt, 0);
        WaitUntil(
            () =>
            {
                memory.SetWord(ReleasedAt, memory.Word(HeldAtAt));
                return HeldAt == 0;
            },
            (int)(SpinNsMax / 1_000_000));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!memory.IsDisposed)
        {
            Disarm();
            memory.Dispose();
        }
    }

    /// <summary>Waits for a condition: a short spin, then about a millisecond a time.</summary>
    internal static bool WaitUntil(Func<bool> condition, int millisecondsMax)
    {
        for (int i = 0; i < SpinsBeforeWaiting; i++)
        {
            if (condition())
            {
                return true;
            }

            Thread.SpinWait(20);
        }

        for (int i = 0; i < millisecondsMax; i++)
        {
            if (condition())
            {
                return true;
            }

            BpfSyscall.WaitMillisecond();
        }

        return condition();
    }
}
