using System.Collections.Immutable;

namespace LockCheck.Kernel.Recordings;

/// <summary>
/// Compares the kernel's view. The numbers of anon_vmas mean nothing but which are the same: in one view, and from one
/// view to the next.
/// </summary>
public sealed class AnonNumbers
{
    private readonly List<(long Recorded, long Made)> _pairs = [];

    /// <summary>Compares the next view with what the model has: the difference, or null.</summary>
    /// <param name="recorded">What the kernel has.</param>
    /// <param name="made">What the model has.</param>
    /// <param name="comeBack">
    /// Whether the number of an anon_vma that is gone may be another one's already: if it is its address, and the call
    /// may both free and touch memory. Then only anon_vmas that the model still has must have kept their numbers.
    /// </param>
    public Difference? Compare(
        ImmutableArray<KernelRow> recorded, ImmutableArray<KernelRow> made, bool comeBack = false)
    {
        _pairs.RemoveAll(pair => !recorded.Any(row => row.AnonVma == pair.Recorded) ||
            (comeBack && !made.Any(row => row.AnonVma == pair.Made)));
        var translated = made;
        var isSame = recorded.Length == made.Length;
        for (var at = 0; at < made.Length; at++)
        {
            var number = at < recorded.Length ? NumberOf(recorded[at].AnonVma, made[at].AnonVma) : -1;
            translated = translated.SetItem(at, made[at] with { AnonVma = number });
            isSame &= at < recorded.Length && translated[at] == recorded[at];
        }

        return isSame ? null : Difference.OfRows("kernel view", recorded, translated);
    }

    /// <summary>The recorded number of an anon_vma, or the negative of the model's if it is another one.</summary>
    private long NumberOf(long recorded, long made)
    {
        if (made == 0)
        {
            return 0;
        }

        foreach (var pair in _pairs)
        {
            if (pair.Made == made)
            {
                return pair.Recorded;
            }

            if (pair.Recorded == recorded)
            {
                return -made;
            }
        }

        if (recorded == 0)
        {
            return -made;
        }

        _pairs.Add((recorded, made));
        return recorded;
    }
}
