using System.Runtime.InteropServices;

namespace LockCheck.Conformance.Bpf;

/// <summary>
/// What a program saw in one <c>struct vm_area_struct</c>. The first 32 bytes are the short record. Addresses in bytes;
/// pointers are the kernel's, good for telling objects apart and for nothing else.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct VmaRecord
{
    /// <summary>Bytes of a record that stops after <see cref="PageOffset"/>.</summary>
    public const int ShortBytes = 32;

    /// <summary>Bytes of a whole record.</summary>
    public const int Bytes = 64;

    /// <summary>vm_start.</summary>
    public ulong Start { get; init; }

    /// <summary>vm_end, exclusive.</summary>
    public ulong End { get; init; }

    /// <summary>vm_flags, with those that no file of /proc shows.</summary>
    public ulong Flags { get; init; }

    /// <summary>vm_pgoff in pages: of the file, or where an anonymous mapping first was.</summary>
    public ulong PageOffset { get; init; }

    /// <summary>vma->anon_vma; 0 before the first anonymous page.</summary>
    public ulong AnonVma { get; init; }

    /// <summary>1 when anon_vma_chain has one entry or none, as <c>list_is_singular</c> is asked on merging.</summary>
    public ulong Singular { get; init; }

    /// <summary>vma->vm_file; 0 for private anonymous memory.</summary>
    public ulong File { get; init; }

    /// <summary>vma->vm_mm.</summary>
    public ulong Mm { get; init; }
}
