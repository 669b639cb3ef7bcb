using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>When two VMAs may become one (protocols.md 1.7, "Merge survivors").</summary>
internal static class MergeRules
{
    /// <summary>Whether a range with these attributes may be appended to a VMA that ends where it starts.</summary>
    public static bool CanMergeAfter(Vma before, VmaAttributes attributes) =>
        !before.IsNone &&
        IsSame(before.Raw.Attributes, attributes) &&
        before.Raw.Attributes.Pgoff + before.Raw.End - before.Raw.Start == attributes.Pgoff &&
        AreCompatible(before.Raw.Attributes.AnonVma, attributes.AnonVma);

    /// <summary>Whether a range with these attributes may be put before a VMA that starts where it ends.</summary>
    public static bool CanMergeBefore(Vma after, VmaAttributes attributes, int pages) =>
        !after.IsNone &&
        IsSame(after.Raw.Attributes, attributes) &&
        attributes.Pgoff + pages == after.Raw.Attributes.Pgoff &&
        AreCompatible(after.Raw.Attributes.AnonVma, attributes.AnonVma);

    /// <summary>An anon_vma is compatible with itself and with none.</summary>
    public static bool AreCompatible(int one, int other) => one == 0 || other == 0 || one == other;

    /// <summary>A VMA with a close hook may be extended or shrunk, but never removed.</summary>
    public static bool CanRemove(Vma vma) => (vma.Raw.Attributes.Traits & (byte)VmaTraits.CloseHook) == 0;

    /// <summary>The anon_vma of a merged VMA: the target's own, or a clone of the one that it absorbs.</summary>
    public static ushort Merged(int target, int absorbed) => (ushort)(target != 0 ? target : absorbed);

    private static bool IsSame(VmaAttributes one, VmaAttributes other)
    {
        const byte Special = (byte)VmaTraits.Special;
        const byte Compared = byte.MaxValue & ~(byte)VmaTraits.CloseHook;
        return ((one.Traits | other.Traits) & Special) == 0 &&
            one.Prot == other.Prot &&
            one.Backing == other.Backing &&
            (one.Traits & Compared) == (other.Traits & Compared);
    }
}
