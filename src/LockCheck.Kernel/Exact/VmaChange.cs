namespace LockCheck.Kernel.Exact;

/// <summary>What a call may change of a VMA.</summary>
internal readonly record struct VmaChange(VmFlags Flags, int Policy, int Uffd, int AnonName)
{
    /// <summary>The attributes that a VMA has.</summary>
    public static VmaChange Of(ExactVma vma) => new(vma.Flags, vma.Policy, vma.Uffd, vma.AnonName);
}
