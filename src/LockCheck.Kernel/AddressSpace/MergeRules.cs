using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>
/// When two VMAs may become one (protocols.md 1.7, "Merge survivors"): what <see cref="MergeDecision"/> says of the
/// facts that a small world has.
/// </summary>
/// <remarks>
/// A small world knows fewer flags than the kernel, and no policies or userfaultfds: where these differ, its VMAs have
/// different kinds. It knows no forked children.
/// </remarks>
internal static class MergeRules
{
    /// <summary>The rules that small worlds follow: those of 6.18 hold since v6.12 (and before, but for survivors).
    /// </summary>
    public static ExactRules Rules => ExactRules.Linux618;

    /// <summary>The facts of a VMA, or of none.</summary>
    public static VmaFacts FactsOf(Vma vma) =>
        vma.IsNone ? default : FactsOf(vma.Raw.Start, vma.Raw.End, vma.Raw.Attributes);

    /// <summary>The facts of a range that has, or is to get, these attributes.</summary>
    public static VmaFacts FactsOf(int start, int end, VmaAttributes attributes)
    {
        var traits = (VmaTraits)attributes.Traits;
        return new VmaFacts
        {
            Exists = true,
            Start = start,
            End = end,
            Pgoff = attributes.Pgoff,

            // Protection and sharing have the bits of VM_READ to VM_SHARED.
            Flags = (VmFlags)attributes.Prot |
                ((traits & VmaTraits.Special) != 0 ? VmFlags.PfnMap : 0) |
                ((traits & VmaTraits.GrowsDown) != 0 ? VmFlags.GrowsDown : 0),

            // Names of anonymous memory are backings too: what differs keeps VMAs apart as files do.
            File = attributes.Backing,
            AnonVma = attributes.AnonVma,

            // Kinds keep VMAs apart, whatever they stand for.
            Policy = attributes.Kind,
            HasClose = (traits & VmaTraits.CloseHook) != 0,
        };
    }

    /// <summary>The anon_vma of a merged VMA: the target's own, or a clone of the donor's.</summary>
    public static ushort AnonVmaOf(AnonDonor donor, Vma target, Vma middle, Vma next, ushort range) => donor switch
    {
        AnonDonor.Next => next.Raw.Attributes.AnonVma,
        AnonDonor.Middle => middle.Raw.Attributes.AnonVma,
        AnonDonor.Range => range,
        _ => target.Raw.Attributes.AnonVma,
    };
}
