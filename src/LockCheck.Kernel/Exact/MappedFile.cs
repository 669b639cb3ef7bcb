namespace LockCheck.Kernel.Exact;

/// <summary>A struct file: one open of a path, or the object behind shared anonymous memory.</summary>
/// <param name="id">Its identity, from 1: the same path opened twice is two.</param>
/// <param name="name">What maps shows.</param>
/// <param name="pages">The length in pages; what lies beyond cannot be touched.</param>
public sealed class MappedFile(long id, string name, long pages)
{
    /// <summary>Its identity, from 1.</summary>
    public long Id { get; } = id;

    /// <summary>What maps shows.</summary>
    public string Name { get; } = name;

    /// <summary>The length in pages.</summary>
    public long Pages { get; } = pages;

    /// <summary>Whether its VMAs have a close hook, as those of System V shared memory.</summary>
    public bool HasClose { get; init; }

    /// <summary>
    /// Whether it chooses addresses by itself, so that mremap moves one VMA of it and no more (vma_multi_allowed).
    /// </summary>
    public bool MovesAlone { get; init; }

    /// <summary>Whether it is in tmpfs, or shared anonymous memory.</summary>
    public bool IsShmem { get; init; }

    /// <summary>Whether it is open for writing; without that a shared mapping is none (VM_SHARED is dropped).</summary>
    public bool IsWritable { get; init; } = true;

    /// <summary>Flags that its mmap hook gives to a VMA, such as VM_DONTEXPAND.</summary>
    public VmFlags HookFlags { get; init; }
}
