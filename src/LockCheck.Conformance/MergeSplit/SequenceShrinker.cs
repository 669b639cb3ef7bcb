using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.MergeSplit;

/// <summary>
/// Makes a sequence that shows a difference shorter: fewer calls first, then smaller and plainer ones.
/// </summary>
/// <param name="trial">Runs a sequence on an empty region: the first difference, or null.</param>
internal sealed class SequenceShrinker(Func<IReadOnlyList<RegionCall>, Difference?> trial)
{
    private List<RegionCall> _best = [];
    private Difference? _difference;

    /// <summary>
    /// The shortest sequence that was found, and the difference that it ends with; null if it does not happen again.
    /// </summary>
    public (IReadOnlyList<RegionCall> Calls, Difference Difference)? Shrink(IReadOnlyList<RegionCall> calls)
    {
        if (!IsTaken([.. calls]))
        {
            return null;
        }

        while (DropCalls() | SimplifyCalls() | MoveDown())
        {
        }

        return (_best, _difference!);
    }

    /// <summary>Takes a sequence if it differs, up to the call that shows it.</summary>
    private bool IsTaken(List<RegionCall> calls)
    {
        if (calls.Count == 0 || trial(calls) is not { } difference)
        {
            return false;
        }

        _best = calls[..(difference.Operation + 1)];
        _difference = difference;
        return true;
    }

    private bool DropCalls()
    {
        var isShorter = false;
        for (var size = Math.Max(1, _best.Count / 2); size >= 1; size /= 2)
        {
            for (var at = _best.Count - size; at >= 0; at--)
            {
                if (at + size <= _best.Count)
                {
                    isShorter |= IsTaken([.. _best[..at], .. _best[(at + size)..]]);
                }
            }
        }

        return isShorter;
    }

    private bool SimplifyCalls()
    {
        var isSimpler = false;
        for (var at = 0; at < _best.Count; at++)
        {
            while (at < _best.Count &&
                Simpler(_best[at]).Any(call => IsTaken([.. _best[..at], call, .. _best[(at + 1)..]])))
            {
                isSimpler = true;
            }
        }

        return isSimpler;
    }

    /// <summary>What may be tried in place of a call; each is smaller than it, so that there is an end.</summary>
    private static IEnumerable<RegionCall> Simpler(RegionCall call)
    {
        if (call.Op == "mremap")
        {
            foreach (var one in SimplerRemap(call))
            {
                yield return one;
            }
        }

        if (call.End - call.Start > 1)
        {
            yield return call with { End = call.End - 1 };
            yield return call with { Start = call.Start + 1, Offset = call.Offset + (call.IsOfFile ? 1 : 0) };
        }

        if (call.Op == "mmap" && call.Kind != "anon")
        {
            yield return call with { Kind = "anon", Offset = 0 };
        }

        if (call.NoReplace)
        {
            yield return call with { NoReplace = false };
        }

        if (call.IsOfFile && call.Offset > 0)
        {
            yield return call with { Offset = 0 };
        }

        foreach (var prot in (Prot[])[Prot.Read, Prot.Read | Prot.Write])
        {
            if (call.Op is "mmap" or "mprotect" && Rank(prot) < Rank(call.Prot))
            {
                yield return call with { Prot = prot };
            }
        }
    }

    private static IEnumerable<RegionCall> SimplerRemap(RegionCall call)
    {
        if (call.DontUnmap)
        {
            yield return call with { DontUnmap = false };
        }

        if (call.NewLength > 1 && call.End - call.Start > 1)
        {
            yield return call with { NewLength = call.NewLength - 1, End = call.End - 1 };
        }

        if (call.NewLength > 1)
        {
            yield return call with { NewLength = call.NewLength - 1 };
        }
    }

    private static int Rank(Prot prot) => prot switch
    {
        Prot.Read => 0,
        Prot.Read | Prot.Write => 1,
        _ => 2,
    };

    /// <summary>Moves everything to the start of the region.</summary>
    private bool MoveDown()
    {
        var lowest = _best.Min(call => call.To < 0 ? call.Start : Math.Min(call.Start, call.To));
        return lowest > 0 && IsTaken([.. _best.Select(call => call with
        {
            Start = call.Start - lowest,
            End = call.End - lowest,
            To = call.To < 0 ? call.To : call.To - lowest,
        })]);
    }
}
