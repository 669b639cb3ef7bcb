using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Traces;

/// <summary>
/// Takes windows of consecutive memory calls from a log that is replayed: one that begins at each call, or at one call.
/// Only as many maps as a window has calls are kept.
/// </summary>
/// <param name="calls">How many calls a window has; the last ones of a log have fewer.</param>
/// <param name="line">The line of the call at which the only window begins; null for one at each call.</param>
/// <param name="take">Is given each window, in the order of the log, and says whether to go on.</param>
public sealed class WindowRecorder(int calls, long? line, Func<TraceWindow, bool> take)
{
    private readonly Queue<MadeCall> _calls = new();
    private ExactSpace? _space;
    private MapView? _before;

    /// <summary>The line of the last call before the one that was asked for, and of the first behind it.</summary>
    public (long? Before, long? Behind) Neighbours { get; private set; }

    /// <summary>Whether nothing further is wanted.</summary>
    internal bool IsDone { get; private set; }

    /// <summary>A call is about to be made.</summary>
    internal void Before(ExactSpace space, MapsText text)
    {
        if (space != _space)
        {
            // Another program, in the same process.
            End();
        }

        _before = MapView.Of(space, text);
    }

    /// <summary>A call was made.</summary>
    internal void After(
        (CallKind Kind, long Returned) made,
        StraceArgs args,
        bool takesLock,
        string shown,
        ExactSpace space,
        MapsText text,
        long at)
    {
        _space = space;
        if (IsDone || _before is not { } before || (_calls.Count == 0 && !IsWanted(at)))
        {
            return;
        }

        var after = MapView.Of(space, text);
        var (word, ranges, whyNot) = new CallEffect(before, after).Of(made.Kind, args, made.Returned);
        var call = new MadeCall
        {
            Line = at,
            Text = shown,
            Before = before,
            After = after,
            Word = word,
            Ranges = ranges,
            WhyNot = whyNot,
        };
        if (!call.Changes && !takesLock)
        {
            return;
        }

        _calls.Enqueue(call);
        if (_calls.Count == calls)
        {
            Give();
        }
    }

    /// <summary>No further call follows: what is left is given, too.</summary>
    internal void End()
    {
        while (_calls.Count > 0 && !IsDone)
        {
            Give();
        }

        _calls.Clear();
    }

    private bool IsWanted(long at)
    {
        if (line is not { } wanted || at == wanted)
        {
            return true;
        }

        Neighbours = at < wanted ? (at, null) : (Neighbours.Before, Neighbours.Behind ?? at);
        return false;
    }

    private void Give()
    {
        IsDone = !take(WindowBuilder.Build([.. _calls])) || line is not null;
        _ = _calls.Dequeue();
    }
}
