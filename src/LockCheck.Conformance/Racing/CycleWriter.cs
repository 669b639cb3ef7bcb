using System.Globalization;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Conformance.Targets;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Racing;

/// <summary>
/// Lets a target make rounds of a cycle while somebody reads. It is given as many as it takes at a time, and more of
/// them as soon as somebody asks after it has made these.
/// </summary>
internal sealed class CycleWriter
{
    private static readonly Dictionary<string, long> NoFiles = [];
    private readonly LiveRegion _region;
    private readonly RaceCycle _cycle;
    private readonly SyscallRequest[] _requests;
    private readonly long[] _expected;
    private readonly long[] _results;
    private bool _isRunning;

    /// <summary>Makes the region as the cycle finds it.</summary>
    /// <exception cref="TargetException">The kernel refuses it.</exception>
    public CycleWriter(LiveRegion region, RaceCycle cycle, CycleStates states)
    {
        (_region, _cycle) = (region, cycle);
        RoundsOfBatch = TargetProcess.RequestsMax / cycle.Round.Count;
        _requests = [.. cycle.Rounds(RoundsOfBatch).Select(call => RegionSyscall.Of(call, NoFiles))];
        _expected = [.. Enumerable.Repeat(states.Returned, RoundsOfBatch).SelectMany(returned => returned)];
        _results = new long[_requests.Length];
        foreach (var (at, call) in cycle.Setup.Index())
        {
            var result = at == 0 ? region.MakeFirst(call) : region.Make(call);
            if (result < 0)
            {
                throw new TargetException($"{cycle.Name}: {call} fails: {ErrnoText.Of(result)}");
            }
        }
    }

    /// <summary>Gets how many rounds there are in a batch.</summary>
    public int RoundsOfBatch { get; }

    /// <summary>Gets how many rounds were made.</summary>
    public long Rounds { get; private set; }

    /// <summary>Gets whether it is at work.</summary>
    public bool IsAtWork => _isRunning && !_region.Target.IsAnswered(0);

    /// <summary>Gives it more to do if it has done what it had.</summary>
    public void KeepGoing()
    {
        if (_isRunning && !_region.Target.IsAnswered(0))
        {
            return;
        }

        Finish();
        _region.Target.Send(_requests);
        _isRunning = true;
    }

    /// <summary>Waits until it has done what it has to do.</summary>
    /// <exception cref="TargetException">A call returned something else than in the model.</exception>
    public void Finish()
    {
        if (!_isRunning)
        {
            return;
        }

        _isRunning = false;
        _region.Target.Receive(_results);
        var at = _results.AsSpan().CommonPrefixLength(_expected);
        if (at < _results.Length)
        {
            throw new TargetException(string.Create(
                CultureInfo.InvariantCulture,
                $"{_cycle.Name}: {_cycle.Round[at % _cycle.Round.Count]} returned {_results[at]}, and "
                + $"{_expected[at]} in the model"));
        }

        Rounds += RoundsOfBatch;
    }
}
