namespace LockCheck.Kernel.Exact;

/// <summary>The arguments of mremap (struct vma_remap_struct). Addresses and lengths are in pages.</summary>
internal readonly record struct VmaMove(long Start, long OldPages, long NewPages, long To, RemapFlags Flags)
{
    /// <summary>Whether source and destination have a page in common.</summary>
    public bool Overlaps => Start + OldPages > To && To + NewPages > Start;

    /// <summary>Whether the source stays mapped, without its pages.</summary>
    public bool KeepsSource => (Flags & RemapFlags.DontUnmap) != 0;
}
