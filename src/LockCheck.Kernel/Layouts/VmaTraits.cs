namespace LockCheck.Kernel.Layouts;

/// <summary>What decides about merging and growing beside protection, file and anon_vma (protocols.md 1.7).</summary>
[Flags]
public enum VmaTraits
{
    /// <summary>An ordinary VMA.</summary>
    None = 0,

    /// <summary>One of VM_SPECIAL (IO, DONTEXPAND, PFNMAP, MIXEDMAP): never merges.</summary>
    Special = 1,

    /// <summary><c>vm_ops->close</c> is set: may be extended or shrunk, but a merge may never remove it.</summary>
    CloseHook = 2,

    /// <summary>VM_GROWSDOWN: a stack. It is a VMA flag, so neighbours merge only if both have it.</summary>
    GrowsDown = 4,
}
