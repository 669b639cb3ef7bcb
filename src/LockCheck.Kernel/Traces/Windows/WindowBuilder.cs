using System.Collections.Immutable;
using System.Globalization;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>Makes a small world of some calls of a log, and checks it against the maps of the log.</summary>
internal static class WindowBuilder
{
    /// <summary>Makes the window of some consecutive calls.</summary>
    /// <param name="calls">The calls; at least one.</param>
    public static TraceWindow Build(IReadOnlyList<MadeCall> calls)
    {
        var window = new TraceWindow
        {
            Line = calls[0].Line,
            LastLine = calls[^1].Line,
            Texts = [.. calls.Select(call => call.Text)],
            Word = calls[0].Word,
            Changes = calls.Any(call => call.Changes),
        };
        if (!window.Changes)
        {
            return window;
        }

        if (calls.FirstOrDefault(call => call.WhyNot is not null) is { } odd)
        {
            return window with { WhyNot = odd.WhyNot };
        }

        if (calls.Zip(calls.Skip(1)).Any(pair => !pair.First.After.LooksLike(pair.Second.Before)))
        {
            return window with { WhyNot = "another process changed the map between two of its calls" };
        }

        var scale = WindowScale.Of(calls);
        if (scale.Pages > Layout.PagesMax)
        {
            return window with { WhyNot = "its map has too many VMAs" };
        }

        var numbers = new WindowNumbers(scale);
        foreach (var call in calls.Where(WindowScale.IsMove))
        {
            if (call.Before.At(call.Ranges[0].Start) is { } moved)
            {
                numbers.Move(moved, call.Ranges[0], call.Ranges[1]);
            }
        }

        var layout = LayoutOf(calls[0].Before, scale, numbers);
        var played = new List<(ProgramCall Call, MapView After)>();
        foreach (var (at, call) in calls.Index())
        {
            if (at > 0)
            {
                played.AddRange(FirstWrites(calls[at - 1], call.Before, numbers));
            }

            played.Add((CallOf(call, numbers), call.After));
        }

        if (numbers.HasTooMany || numbers.HasTooLow)
        {
            return window with
            {
                WhyNot = numbers.HasTooMany
                    ? "its VMAs have too many different flags and policies"
                    : "a move whose offsets have no counterpart in a small world",
            };
        }

        return WindowProof.WhyNot(layout, played, numbers) is { } why
            ? window with { WhyNot = why }
            : window with { Layout = layout, Calls = [.. played.Select(one => one.Call)] };
    }

    private static Layout LayoutOf(MapView map, WindowScale scale, WindowNumbers numbers)
    {
        var vmas = map.Vmas.Select(vma => numbers.Area(vma, vma.Start, vma.End, isNew: false) with
        {
            RealStart = (ulong)vma.Start << Exact.ExactSpace.PageShift,
            RealEnd = (ulong)vma.End << Exact.ExactSpace.PageShift,
        });
        return new Layout(vmas, scale.Pages, edges: scale.EdgesBeside(map));
    }

    private static ProgramCall CallOf(MadeCall call, WindowNumbers numbers)
    {
        var source = string.Create(CultureInfo.InvariantCulture, $"line {call.Line}: {call.Text}");
        return new ProgramCall(call.Word, call.Ranges.Select(range => AreaOf(call, range, numbers)), source);
    }

    /// <summary>The range alone where the call takes no attributes, and else with those that it has in the
    /// end.</summary>
    private static LayoutVma AreaOf(MadeCall call, (long Start, long End) range, WindowNumbers numbers)
    {
        var takesNone = call.Word is "munmap" or "brk-shrink" or "shmdt" ||
            call.Word.StartsWith("mremap", StringComparison.Ordinal);
        return takesNone || call.After.At(range.Start) is not { } vma
            ? numbers.Range(range.Start, range.End)
            : numbers.Area(vma, range.Start, range.End, isNew: true);
    }

    /// <summary>What was written to for the first time behind a call: anon_vmas that no VMA had before it.</summary>
    private static IEnumerable<(ProgramCall Call, MapView After)> FirstWrites(
        MadeCall call, MapView next, WindowNumbers numbers)
    {
        foreach (var vma in next.Vmas.Where(vma => vma.AnonVma != 0 && !HadAlready(call, vma)))
        {
            var area = numbers.Range(vma.Start, vma.End) with { AnonVma = numbers.AnonVmaOf(vma.AnonVma) };
            yield return (new ProgramCall("touch", [area]), next);
        }
    }

    private static bool HadAlready(MadeCall call, ViewedVma vma) =>
        call.Before.In(vma.Start, vma.End).Any(old => old.AnonVma == vma.AnonVma) ||
        (WindowScale.IsMove(call) && call.Before.At(call.Ranges[0].Start)?.AnonVma == vma.AnonVma);
}
