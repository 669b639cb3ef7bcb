using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>A VMA of an <see cref="ExactSpace"/> as it was at one moment. Addresses and offsets are in pages.</summary>
internal sealed record ViewedVma
{
    /// <summary>The first page.</summary>
    public required long Start { get; init; }

    /// <summary>One past the last page.</summary>
    public required long End { get; init; }

    /// <summary>vm_flags.</summary>
    public required VmFlags Flags { get; init; }

    /// <summary>The identity of the struct file, 0 for none; special mappings such as [vdso] count as none.</summary>
    public required long File { get; init; }

    /// <summary>vm_pgoff.</summary>
    public required long Pgoff { get; init; }

    /// <summary>The identity of the anon_vma, 0 for none.</summary>
    public required long AnonVma { get; init; }

    /// <summary>What else decides about merging.</summary>
    public required (int Policy, int Uffd, bool HasClose) Hidden { get; init; }

    /// <summary>What maps shows in its last column.</summary>
    public required string Name { get; init; }

    /// <summary>Address less offset, in pages: what VMAs of one mapping have in common.</summary>
    public long Bias => Start - Pgoff;

    /// <summary>The protection and sharing that maps shows.</summary>
    public Prot Prot => (Prot)(Flags & VmFlags.Access) | ((Flags & VmFlags.MayShare) != 0 ? Prot.Shared : Prot.None);

    /// <summary>What the model of a small world knows of its flags.</summary>
    public VmaTraits Traits =>
        ((Flags & VmFlags.Special) != 0 ? VmaTraits.Special : VmaTraits.None) |
        (Hidden.HasClose ? VmaTraits.CloseHook : VmaTraits.None) |
        ((Flags & VmFlags.GrowsDown) != 0 ? VmaTraits.GrowsDown : VmaTraits.None);

    /// <summary>The name of anonymous memory that takes part in merging, or none.</summary>
    public string? AnonName => File == 0 ? LayoutVma.AnonNameOf(Name) : null;

    /// <summary>What decides about merging and neither <see cref="Prot"/> nor <see cref="Traits"/> say.</summary>
    public (VmFlags Flags, int Policy, int Uffd) Unseen =>
        (Flags & ~(VmFlags.Access | VmFlags.MayShare | VmFlags.GrowsDown), Hidden.Policy, Hidden.Uffd);

    /// <summary>Whether a call that changes attributes would have to change those of the other.</summary>
    public bool HasAttributesOf(ViewedVma other) =>
        Prot == other.Prot && Traits == other.Traits && Unseen == other.Unseen && File == other.File &&
        string.Equals(AnonName, other.AnonName, StringComparison.Ordinal);
}
