using System.Collections.Immutable;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Recordings;
using LockCheck.Kernel.Traces;

namespace LockCheck.Conformance.Resume;

/// <summary>A case as the model plays it.</summary>
internal sealed record RaceWindow
{
    /// <summary>Gets the map and the writer's calls; without a layout where there is no small world.</summary>
    public required TraceWindow Window { get; init; }

    /// <summary>Gets whether the writer changes nothing: it is not to run, and the window has another one.</summary>
    public required bool IsIdle { get; init; }

    /// <summary>Gets the map before the writer's calls.</summary>
    public required ImmutableArray<MapRow> Before { get; init; }

    /// <summary>Gets the map after them.</summary>
    public required ImmutableArray<MapRow> After { get; init; }

    /// <summary>Gets what the calls that make the map return.</summary>
    public required ImmutableArray<long> LayoutReturns { get; init; }

    /// <summary>Gets what the writer's calls return.</summary>
    public required ImmutableArray<long> WriterReturns { get; init; }

    /// <summary>Makes the calls of a case on an exact address space.</summary>
    /// <param name="race">The case.</param>
    /// <param name="rules">The kernel's rules.</param>
    public static RaceWindow Of(RaceCase race, ExactRules rules)
    {
        // What has failed is told to the recorder before it is made, hence made twice.
        var (first, layout) = Space(race, rules);
        var before = first.Maps();
        var returns = race.Writer.Select(first.Make).ToImmutableArray();
        var window = Record(Space(race, rules).Model, race.Writer, returns);
        var isIdle = window is null or { WhyNot: null, Layout: null };
        return new RaceWindow
        {
            Window = isIdle ? Record(Space(race, rules).Model, [RaceCase.RemoveGuard], [0])! : window!,
            IsIdle = isIdle,
            Before = before,
            After = first.Maps(),
            LayoutReturns = layout,
            WriterReturns = returns,
        };
    }

    private static (RegionModel Model, ImmutableArray<long> Returns) Space(RaceCase race, ExactRules rules)
    {
        var model = new RegionModel(rules, LiveRegion.StartPage);
        return (model, [.. race.AllLayout.Select(model.Make)]);
    }

    /// <summary>The window; null where no call is more than a touch, which changes no map.</summary>
    private static TraceWindow? Record(
        RegionModel model, IReadOnlyList<RegionCall> calls, ImmutableArray<long> returns)
    {
        var recorder = new SpaceRecorder(model.Space);
        var isAny = false;
        foreach (var (call, returned) in calls.Zip(returns))
        {
            if (RegionSyscall.AdviceOf(call) == Advice.PopulateWrite)
            {
                // The recorder makes a step of it if a call follows.
                _ = model.Make(call);
                continue;
            }

            isAny = true;
            Record(recorder, call, returned, () => model.Make(call));
        }

        return isAny ? recorder.Window() : null;
    }

    private static void Record(SpaceRecorder recorder, RegionCall call, long returned, Action make)
    {
        var text = CallInC.Line(call);
        var start = LiveRegion.StartPage + call.Start;
        var end = LiveRegion.StartPage + call.End;
        switch (call.Op)
        {
            case "mmap" when returned >= 0:
                recorder.Mmap(text, start, end, make);
                break;
            case "mremap" when returned >= 0:
                var to = call.To < 0 ? start : LiveRegion.StartPage + call.To;
                recorder.Mremap(text, (start, end), (to, to + call.NewLength), call.DontUnmap, make);
                break;
            default:
                recorder.Other(call.Op, text, make);
                break;
        }
    }
}
