using System.Globalization;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Traces;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>Holds one call after the other, and counts.</summary>
internal sealed class PausedWriterRun(CheckContext context, IReadOnlyList<PassedReader> readers, int shift)
{
    private const int TriesMost = 4;
    private const int EventsMost = 128;
    private const int DifferencesMost = 6;

    private readonly Catalogue _catalogue = Catalogue.Load();
    private readonly long _begun = context.Clock.GetTimestamp();
    private readonly SortedDictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private readonly List<KernelDifference> _differences = [];
    private (int Calls, int Holds, int Passes, int Blocked, int Certain, int Idle) _made;

    /// <summary>Holds the calls, as long as there is time and none differs.</summary>
    public CheckOutcome Make(IEnumerable<PausedCall> calls)
    {
        using var rig = new PauseRig(readers);
        var missed = default(string);
        foreach (var call in calls)
        {
            if (context.IsOver(_begun))
            {
                break;
            }

            missed = Make(rig, call);
            if (missed is not null || _differences.Count > 0)
            {
                break;
            }

            context.Progress(string.Create(
                CultureInfo.InvariantCulture, $"{_made.Calls:#,0} calls, {_made.Passes:#,0} listings"));
        }

        return Outcome(missed) with { Notes = [.. Notes()] };
    }

    private CheckOutcome Outcome(string? missed)
    {
        CheckCount[] counts =
        [
            new(_made.Calls, "call"),
            new(_made.Holds, "hold"),
            new(_made.Passes, "listing"),
            new(_made.Blocked, "blocked listing"),
        ];
        return _differences.Count > 0 ? CheckOutcome.Failed(_differences, counts)
            : context.Cancellation.IsCancellationRequested
                ? CheckOutcome.Inconclusive("interrupted") with { Counts = counts }
            : missed is not null ? CheckOutcome.Inconclusive(missed) with { Counts = counts }
            : CheckOutcome.Passed(counts);
    }

    /// <summary>Holds a call at each of its events: why that was not possible, or null.</summary>
    private string? Make(PauseRig rig, PausedCall call)
    {
        var (window, returned) = call.Play(MergeSplitCheck.RulesHere);
        if (window.Layout is null)
        {
            return window.Changes ? LeaveOut(window.WhyNot!) : MakeIdle(rig, call);
        }

        _made.Calls++;
        using var comparison = new PointComparison(_catalogue, readers, call.Call.ToString(), window, shift);
        for (var number = 1; number <= EventsMost && _differences.Count < DifferencesMost; number++)
        {
            if (context.Cancellation.IsCancellationRequested || !TryHold(rig, call, number, out var held))
            {
                break;
            }

            if (held is null)
            {
                return $"{call.Call} was not held at its event {number} in {TriesMost} tries";
            }

            Compare(comparison, call, held, returned);
        }

        _made.Certain += comparison.Certain;
        return null;
    }

    private static bool TryHold(PauseRig rig, PausedCall call, int number, out HeldPoint? held)
    {
        held = null;
        for (var tried = 0; tried < TriesMost && held is null; tried++)
        {
            if (!rig.TryHold(call, number, out held))
            {
                return false;
            }
        }

        return true;
    }

    private void Compare(PointComparison comparison, PausedCall call, HeldPoint held, long returned)
    {
        _made.Holds++;
        if (held.Returned != returned)
        {
            _differences.Add(new KernelDifference
            {
                What = "return value",
                Where = call.Call.ToString(),
                Kernel = [string.Create(CultureInfo.InvariantCulture, $"{held.Returned:x}")],
                Model = [string.Create(CultureInfo.InvariantCulture, $"{returned:x}")],
            });
        }

        for (var reader = 0; reader < readers.Count; reader++)
        {
            var outcome = held.Outcomes[reader];
            _made.Passes++;
            _made.Blocked += outcome.IsBlocked ? 1 : 0;
            if (comparison.Compare(reader, held.Events, held.Number, outcome) is { } difference)
            {
                _differences.Add(difference with { Reproduction = [.. CallInC.Lines([.. call.Before, call.Call])] });
                if (difference.What == PointComparison.Events)
                {
                    // The other readers have nothing to do with it.
                    return;
                }
            }
        }
    }

    /// <summary>A call that changes nothing in the model stores nothing in the kernel's tree.</summary>
    private string? MakeIdle(PauseRig rig, PausedCall call)
    {
        _made.Idle++;
        var stores = rig.EventsOf(call).Where(one => one.IsMmTree).ToList();
        if (stores.Count > 0)
        {
            _differences.Add(new KernelDifference
            {
                What = PointComparison.Events,
                Where = $"{call.Call}: it changes nothing in the model",
                Kernel = [.. stores.Select(one => one.Name)],
                Model = [],
                Reproduction = [.. CallInC.Lines([.. call.Before, call.Call])],
            });
        }

        return null;
    }

    private string? LeaveOut(string reason)
    {
        _leftOut[reason] = _leftOut.GetValueOrDefault(reason) + 1;
        return null;
    }

    private IEnumerable<string> Notes()
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"listings that could be one thing only: {_made.Certain:#,0}; beside others the model has several steps");
        yield return string.Create(
            CultureInfo.InvariantCulture, $"calls that change nothing, and stored nothing: {_made.Idle:#,0}");
        foreach (var (reason, count) in _leftOut)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"left out: {reason}, calls: {count:#,0}");
        }
    }
}
