using LockCheck.Conformance.MergeSplit;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;
using LockCheck.Kernel.Traces;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>A memory call that is to be held, and the calls that make the map it finds.</summary>
/// <param name="Before">The calls that make the map, on an empty region.</param>
/// <param name="Call">The call.</param>
internal sealed record PausedCall(IReadOnlyList<RegionCall> Before, RegionCall Call)
{
    /// <summary>
    /// The call in a small world of the model; its layout is null where it changes nothing, or cannot be played.
    /// </summary>
    /// <param name="rules">The rules of the kernel.</param>
    /// <returns>The window, and what the call returns.</returns>
    public (TraceWindow Window, long Returned) Play(ExactRules rules)
    {
        var model = new RegionModel(rules, LiveRegion.StartPage);
        foreach (var call in Before)
        {
            _ = model.Make(call);
        }

        var recorder = new SpaceRecorder(model.Space);
        var returned = 0L;
        void Make() => returned = model.Make(Call);

        // Arguments say more than the maps before and after only of a call that succeeds.
        var (start, end) = (LiveRegion.StartPage + Call.Start, LiveRegion.StartPage + Call.End);
        if (Call.Op is not ("mmap" or "mremap") || Probe(rules) < 0)
        {
            recorder.Other(WordOf(Call), Call.ToString(), Make);
        }
        else if (Call.Op == "mmap")
        {
            recorder.Mmap(Call.ToString(), start, end, Make);
        }
        else
        {
            var to = Call.To < 0 ? start : LiveRegion.StartPage + Call.To;
            recorder.Mremap(Call.ToString(), (start, end), (to, to + Call.NewLength), Call.DontUnmap, Make);
        }

        return (recorder.Window(), returned);
    }

    /// <summary>What the call returns, on a map of its own.</summary>
    private long Probe(ExactRules rules)
    {
        var model = new RegionModel(rules, LiveRegion.StartPage);
        foreach (var call in Before)
        {
            _ = model.Make(call);
        }

        return model.Make(Call);
    }

    private static string WordOf(RegionCall call) => call.Op switch
    {
        "mlock" => "mlock2",
        "lock" => "mlock",
        "mmap" or "munmap" or "mprotect" or "mremap" or "munlock" => call.Op,
        _ => "madvise",
    };
}
