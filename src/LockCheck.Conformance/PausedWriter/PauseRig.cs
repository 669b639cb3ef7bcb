using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>
/// A target whose calls are held at a chosen event while each reader makes a full pass. The target has a processor for
/// itself.
/// </summary>
internal sealed class PauseRig : IDisposable
{
    private const int HeldWithinMs = 1000;
    private const int FinishedWithinMs = 5000;
    private const int LooksAtOnce = 50;

    private readonly Stack<IDisposable> _needs = new();
    private readonly LiveRegion _region;
    private readonly TracepointHolder _writer;
    private readonly TracepointHolder _reader;
    private readonly List<PassThread> _readers = [];
    private readonly ulong _mm;

    /// <summary>Starts the target and the readers' threads, and attaches the programs.</summary>
    public PauseRig(IReadOnlyList<PassedReader> readers)
    {
        try
        {
            var apart = Need(new ProcessorsApart());
            _region = Need(new LiveRegion());
            Need(CpuPin.Thread(_region.Target.Id, apart.Kept));
            foreach (var reader in readers)
            {
                var (pass, needs) = reader.Open(_region.Target.Id);
                Need(needs);
                _readers.Add(Need(new PassThread(reader.Name, pass)));
            }

            // These are disposed of first: nobody is held any more, and nobody waits for one who is.
            _reader = Need(new TracepointHolder());
            _writer = Need(new TracepointHolder());
            _mm = KernelView.Of(_region.Target.Id).Mm;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Makes a call on a map, and holds it at an event while the readers read.</summary>
    /// <param name="call">The call.</param>
    /// <param name="number">The event, from 1.</param>
    /// <param name="held">What was seen; null where the hold did not happen, or ended too early.</param>
    /// <returns>Whether the call has such an event: false where it ended before.</returns>
    public bool TryHold(PausedCall call, int number, out HeldPoint? held)
    {
        held = null;
        Begin(call, number);
        if (!_writer.WaitHeld(HeldWithinMs, () => _region.Target.IsAnswered(0)))
        {
            _ = _region.Finish();
            return _writer.Gate.Count >= number;
        }

        var isBlocked = new bool[_readers.Count];
        var wasSeen = true;
        for (var at = 0; wasSeen && at < _readers.Count; at++)
        {
            wasSeen = Read(_readers[at], out isBlocked[at], number);
        }

        wasSeen &= _writer.Gate.HeldAt == number && !_writer.Gate.Expired;
        _writer.Release();
        var returned = _region.Finish();
        var outcomes = new List<ReaderOutcome>();
        for (var at = 0; at < _readers.Count; at++)
        {
            if (isBlocked[at] && !_readers[at].Wait(FinishedWithinMs))
            {
                throw new TargetException("a reader has not ended although the writer has");
            }

            outcomes.Add(new ReaderOutcome(isBlocked[at], _readers[at].Result()));
        }

        held = wasSeen ? new HeldPoint(number, _writer.Events, outcomes, returned) : null;
        return true;
    }

    /// <summary>Makes a call on a map, and holds it nowhere: its events.</summary>
    public IReadOnlyList<HoldEvent> EventsOf(PausedCall call)
    {
        Begin(call, 0);
        _ = _region.Finish();
        return _writer.Events;
    }

    /// <summary>Lets everybody go, ends the target, and detaches the programs.</summary>
    public void Dispose()
    {
        while (_needs.TryPop(out var need))
        {
            need.Dispose();
        }
    }

    /// <summary>The calls that make the map are not held: the event of the call before may not have come.</summary>
    private void Begin(PausedCall call, int number)
    {
        _writer.Gate.Disarm();
        _region.MakeAnew(call.Before);
        _writer.Arm(_region.Target.Id, number, _mm);
        _region.Begin(call.Call);
    }

    /// <summary>
    /// Lets a reader go until it has ended, or waits: it has asked for mmap_lock, has not got it, and sleeps.
    /// </summary>
    /// <returns>False if the hold was over before either.</returns>
    private bool Read(PassThread reader, out bool isBlocked, int number)
    {
        _reader.Arm(reader.Id, 0, _mm);
        reader.Begin();
        for (var looks = 0; ; looks++)
        {
            // Where the two of them share a processor, the reader has it now until it has ended or sleeps.
            _ = looks < LooksAtOnce && Thread.Yield();
            isBlocked = !reader.Wait(looks < LooksAtOnce ? 0 : 1);
            if (!isBlocked)
            {
                return true;
            }

            if (_reader.Events is [.., { Kind: HoldEventKind.StartLocking }] && reader.IsAsleep)
            {
                return true;
            }

            if (_writer.Gate.HeldAt != number)
            {
                return false;
            }
        }
    }

    private T Need<T>(T need)
        where T : IDisposable
    {
        _needs.Push(need);
        return need;
    }
}
