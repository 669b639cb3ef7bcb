using System.Globalization;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Hosts;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.ContendedDrop;

/// <summary>
/// A pass of iter/task_vma that lets a writer in where it drops the mmap_lock inside one read(2). A program holds the
/// reader behind a record, under the lock, until the writer waits for it; so the reader sees that the lock is contended
/// and drops it; and it is held again where it asks for the lock anew, until the writer is through.
/// </summary>
internal sealed class DroppingReader : IDisposable
{
    /// <summary>The event of the reader at which it is held at its first drop: it asks for the lock again.</summary>
    public const int Again = 4;

    private const int WaitMsMax = 1000;

    /// <summary>What happens up to the first drop, of which the last three happen at each further one.</summary>
    private static readonly string[] Expected =
        ["R start_locking", "R acquired", "R releasing", "R start_locking"];

    private readonly TargetProcess _target;
    private readonly List<IDisposable> _owned = [];
    private readonly HoldGate _gate;
    private readonly TracepointHolder _holder;
    private readonly ReaderThread _thread;
    private Func<VmaRecord[]> _read = () => [];
    private int _holdsAt;

    /// <summary>Prepares it: the target and the caller get one processor, the reader another one.</summary>
    /// <param name="target">The process whose map is read, and that is the writer; not owned.</param>
    public DroppingReader(TargetProcess target)
    {
        _target = target;
        try
        {
            var processors = CpuPin.Processors;
            Own(CpuPin.CurrentThread(processors[0]));
            Own(CpuPin.Thread(target.Id, processors[0]));
            _gate = Own(new HoldGate());
            _holder = Own(new TracepointHolder());
            Reader = Own(TaskVmaReader.Open(target.Id, whole: true, _gate));
            _thread = Own(new ReaderThread(processors[^1], () => _read()));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the reader. While no pass is under way, the caller may read with it, and is not held.</summary>
    public TaskVmaReader Reader { get; }

    /// <summary>Gets why the last pass did not create the contention; nothing if it did.</summary>
    public string WhyNot { get; private set; } = string.Empty;

    /// <summary>Begins a pass, or a part of one, that makes at least one read.</summary>
    /// <param name="read">What is read.</param>
    /// <param name="mm">The target's mm.</param>
    /// <param name="record">The record from here on behind which the reader is held, counted from 1.</param>
    /// <param name="holdsAt">The event at which it is held the second time; another one in a test.</param>
    public void Begin(Func<VmaRecord[]> read, ulong mm, int record, int holdsAt = Again)
    {
        WhyNot = string.Empty;
        _read = read;
        _holdsAt = Again;
        _holder.Arm(_thread.Id, holdsAt, mm);
        _gate.Arm(0, record);
        _thread.Go();
    }

    /// <summary>Lets the writer in.</summary>
    /// <param name="start">Tells it to make its calls.</param>
    /// <param name="finish">Waits for the end of the calls, if they were started.</param>
    /// <param name="next">The record behind which the reader is held the next time; 0 if it is not.</param>
    /// <returns>Whether it came about; if not, the reader is held no more.</returns>
    public bool Drop(Action start, Action finish, int next = 0)
    {
        var isHeld = false;
        try
        {
            isHeld = Check(_gate.WaitHeld(WaitMsMax, HasEnded), "the reader was not held behind the record")
                && StartWriter(start, next)
                && Check(_holder.WaitHeld(WaitMsMax, HasEnded), "the reader did not drop the lock");
        }
        finally
        {
            GoOn(finish, isHeld ? next : 0);
        }

        return WhyNot.Length == 0;
    }

    /// <summary>Waits for the end of the pass, and gives its records; null if the contention was not created.</summary>
    public VmaRecord[]? End()
    {
        var records = _thread.Take();
        var drops = (_holdsAt - Again) / (Again - 1);
        var expected = Enumerable.Range(0, drops - 1).Aggregate<int, IEnumerable<string>>(
            Expected, (events, _) => events.Concat(Expected.Skip(1)));
        var events = _holder.Events.Take(_holdsAt - Again + 1).Select(one => one.Name).ToList();
        return Check(!_gate.Expired && !_holder.Gate.Expired, "a hold took longer than it may")
            && Check(events.SequenceEqual(expected), $"the reader did {string.Join(", ", events)}")
            ? records
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

    private bool HasEnded() => _thread.HasEnded;

    private bool StartWriter(Action start, int next)
    {
        start();

        // It has the same processor.
        var isWaiting = HoldGate.WaitUntil(() => IsWriterWaiting() || (Thread.Yield() && IsWriterWaiting()), WaitMsMax);
        if (isWaiting)
        {
            _gate.Release(next);
        }

        return Check(isWaiting, "the writer did not wait for the lock");
    }

    private void GoOn(Action finish, int next)
    {
        if (next == 0)
        {
            _gate.Disarm();
        }

        try
        {
            finish();
            _ = Check(_holder.Gate.HeldAt == _holdsAt, "the reader was not held where it asks for the lock again");
        }
        finally
        {
            _holdsAt += Again - 1;
            if (next == 0 || WhyNot.Length > 0)
            {
                _holder.Gate.Disarm();
                _gate.Disarm();
            }
            else
            {
                _holder.Release(_holdsAt);
            }
        }
    }

    /// <summary>State D: a wait that only a fatal signal ends, as mmap_lock's is.</summary>
    private bool IsWriterWaiting()
    {
        var stat = LinuxHost.ReadNumberFile(string.Create(CultureInfo.InvariantCulture, $"/proc/{_target.Id}/stat"));
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
