namespace LockCheck.Conformance.Bpf;

/// <summary>A VMA of a <see cref="KernelView"/>.</summary>
/// <param name="Start">First page, from the start of the region that was asked for.</param>
/// <param name="End">The page after the last.</param>
/// <param name="Flags">vm_flags, all of them.</param>
/// <param name="PageOffset">vm_pgoff: in the file, or for private anonymous memory from the region's start.</param>
/// <param name="AnonVma">The anon_vma, by its number among <see cref="AnonVmaNumbers"/>; 0 for none.</param>
/// <param name="Singular">Whether anon_vma_chain has one entry or none.</param>
/// <param name="HasFile">Whether there is a vm_file (shared anonymous memory has one).</param>
public sealed record KernelViewRow(
    long Start, long End, ulong Flags, long PageOffset, int AnonVma, bool Singular, bool HasFile)
{
    /// <summary><c>[start,end,"vm_flags hex",pgoff,anon_vma,singular]</c>.</summary>
    public override string ToString() =>
        $"[{Start},{End},\"{Flags:x}\",{PageOffset},{AnonVma},{(Singular ? 1 : 0)}]";
}
