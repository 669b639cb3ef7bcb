using System.Collections.Immutable;
using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Recordings;

/// <summary>An <see cref="ExactSpace"/> as a recording shows it, in pages from the start of a region.</summary>
internal sealed class RegionView(ExactSpace space, long start)
{
    public ImmutableArray<MapRow> Maps() => [.. Vmas().Select(vma => new MapRow(
        vma.Start - start,
        vma.End - start,
        PermissionsOf(vma.Flags),
        vma.File is null ? 0 : vma.Pgoff,
        vma.File is not { } file ? string.Empty : file.Name.StartsWith('/') ? "shm" : file.Name))];

    public ImmutableArray<FlagsRow> Flags() =>
        [.. Vmas().Select(vma => new FlagsRow(vma.Start - start, vma.End - start, vma.Flags))];

    public ImmutableArray<KernelRow> Kernel() => [.. Vmas().Select(vma => new KernelRow(
        vma.Start - start,
        vma.End - start,
        vma.Flags,
        vma.File is null ? vma.Pgoff - start : vma.Pgoff,
        vma.Anon?.Id ?? 0,
        vma.ChainLength <= 1))];

    private static string PermissionsOf(VmFlags flags) => string.Create(4, flags, static (text, flags) =>
    {
        text[0] = (flags & VmFlags.Read) != 0 ? 'r' : '-';
        text[1] = (flags & VmFlags.Write) != 0 ? 'w' : '-';
        text[2] = (flags & VmFlags.Exec) != 0 ? 'x' : '-';
        text[3] = (flags & VmFlags.MayShare) != 0 ? 's' : 'p';
    });

    private IEnumerable<ExactVma> Vmas()
    {
        for (var vma = space.First; vma is not null; vma = vma.Next)
        {
            yield return vma;
        }
    }
}
