using System.Globalization;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Hosts;
using LockCheck.Conformance.Resume;

namespace LockCheck.Conformance.ContendedDrop;

/// <summary>
/// Lets a writer in where iter/task_vma drops the mmap_lock inside one read(2). A program holds the reader behind a
/// record, under the lock, until the writer waits for it; so the reader sees that the lock is contended and drops it;
/// and it is held again where it asks for the lock anew, until the writer is through.
/// </summary>
internal sealed class HeldRead : IDisposable
{
    /// <summary>The event of the reader at which it is held the second time: it asks for the lock again.</summary>
    public const int Again = 4;

    private const int WaitMsMax = 1000;

    private static readonly string[] Expected =
        ["R start_locking", "R acquired", "R releasing", "R start_locking"];

    private readonly RaceRegion _region;
    private readonly List<IDisposable> _owned = [];
    private readonly HoldGate _gate;
    private readonly TracepointHolder _holder;
    private readonly TaskVmaReader _reader;
    private readonly ReaderThread _thread;

    /// <summary>Prepares it: the writer and the caller get one processor, the reader another one.</summary>
    /// <param name="region">The writer; not owned.</param>
    public HeldRead(RaceRegion region)
    {
        _region = region;
        try
        {
            var processors = CpuPin.Processors;
            Own(CpuPin.CurrentThread(processors[0]));
            Own(CpuPin.Thread(region.Target.Id, processors[0]));
            _gate = Own(new HoldGate());
            _holder = Own(new TracepointHolder());
            _reader = Own(TaskVmaReader.Open(region.Target.Id, whole: true, _gate));
            _thread = Own(new ReaderThread(processors[^1], _reader.ReadAll));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the event at which the reader is held the second time.</summary>
    public int HoldsAt { get; init; } = Again;

    /// <summary>Gets why the last attempt did not create the contention; nothing if it did.</summary>
    public string WhyNot { get; private set; } = string.Empty;

    /// <summary>Gets what the writer's calls returned.</summary>
    public long[] Returns { get; private set; } = [];

    /// <summary>One read with the writer behind a record: the region's records before and after it; or null.</summary>
    /// <param name="race">The case, whose map is made.</param>
    /// <param name="shown">The number of records of the region before the writer.</param>
    public RacePrediction? Read(RaceCase race, int shown)
    {
        WhyNot = string.Empty;
        _gate.Arm(0, 0);
        var old = _reader.ReadAll();
        var below = old.TakeWhile(vma => !KernelListing.IsInRegion(IteratorListing.VmaOf(vma))).Count();
        _holder.Arm(_thread.Id, HoldsAt, old[0].Mm);
        _gate.Arm(0, below + shown);
        _thread.Go();
        try
        {
            _ = Check(_gate.WaitHeld(WaitMsMax, () => _thread.HasEnded), "the reader was not held behind the record")
                && StartWriter(race)
                && Check(_holder.WaitHeld(WaitMsMax, () => _thread.HasEnded), "the reader did not drop the lock");
        }
        finally
        {
            _gate.Disarm();
            Returns = _region.FinishWriting(race);
            _ = Check(_holder.Gate.HeldAt == Again, "the reader was not held where it asks for the lock again");
            _holder.Gate.Disarm();
        }

        var records = _thread.Take().Select(IteratorListing.VmaOf).Where(KernelListing.IsInRegion).ToList();
        var events = _holder.Events.Take(Again).Select(one => one.Name).ToList();
        return Check(!_gate.Expired && !_holder.Gate.Expired, "a hold took longer than it may")
            && Check(events.SequenceEqual(Expected), $"the reader did {string.Join(", ", events)}")
            ? new RacePrediction([.. records.Take(shown)], [.. records.Skip(shown)])
            : null;
    }

    /// <summary>Lets everybody go.</summary>
    public void Dispose()
    {
        for (var at = _owned.Count - 1; at >= 0; at--)
        {
            _owned[at].Dispose();
        }

        _owned.Clear();
    }

    private bool StartWriter(RaceCase race)
    {
        _region.StartWriting(race);

        // It has the same processor.
        var isWaiting = HoldGate.WaitUntil(() => IsWriterWaiting() || (Thread.Yield() && IsWriterWaiting()), WaitMsMax);
        if (isWaiting)
        {
            _gate.Release();
        }

        return Check(isWaiting, "the writer did not wait for the lock");
    }

    /// <summary>State D: a wait that only a fatal signal ends, as mmap_lock's is.</summary>
    private bool IsWriterWaiting()
    {
        var stat = LinuxHost.ReadNumberFile(
            string.Create(CultureInfo.InvariantCulture, $"/proc/{_region.Target.Id}/stat"));
        return stat is not null && stat[stat.LastIndexOf(')') + 2] == 'D';
    }

    private bool Check(bool holds, string otherwise)
    {
        if (!holds && WhyNot.Length == 0)
        {
            WhyNot = otherwise;
        }

        return WhyNot.Length == 0;
    }

    private T Own<T>(T part)
        where T : IDisposable
    {
        _owned.Add(part);
        return part;
    }
}
