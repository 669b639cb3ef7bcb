using System.Globalization;
using LockCheck.Conformance.Targets;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Conformance.OnKernel;

/// <summary>A system call of a target on model pages, and its C.</summary>
/// <param name="Text">The call, as C, without its semicolon.</param>
/// <param name="Request">The call.</param>
internal sealed record TargetCall(string Text, SyscallRequest Request)
{
    private const byte Shared = 8;
    private const int Shift = 12;
    private const long MapShared = 0x01;
    private const long MapPrivate = 0x02;
    private const long MapFixed = 0x10;
    private const long MapAnonymous = 0x20;
    private const long RemapMayMoveFixed = 3;

    /// <summary>The length of model pages.</summary>
    public static long Bytes(int pages) => (long)pages << Shift;

    /// <summary>The address of a model page.</summary>
    public static ulong AddressOf(int page) => TargetProcess.RegionStart + ((ulong)page << Shift);

    /// <summary>munmap of pages.</summary>
    public static TargetCall Munmap(int start, int end) => new(
        $"munmap({Range(start, end)})",
        new SyscallRequest(SyscallNumber.Munmap, (long)AddressOf(start), Bytes(end - start)));

    /// <summary>mprotect of pages.</summary>
    public static TargetCall Mprotect(int start, int end, byte prot) => new(
        $"mprotect({Range(start, end)}, {ProtText(prot)})",
        new SyscallRequest(SyscallNumber.Mprotect, (long)AddressOf(start), Bytes(end - start), prot & 7));

    /// <summary>mremap of pages to another place.</summary>
    public static TargetCall Mremap(MapPiece from, MapPiece to) => new(
        $"mremap({Range(from.Start, from.End)}, {Bytes(to.End - to.Start)}, MREMAP_MAYMOVE | MREMAP_FIXED, "
            + $"{Pointer(to.Start)})",
        new SyscallRequest(
            SyscallNumber.Mremap,
            (long)AddressOf(from.Start),
            Bytes(from.End - from.Start),
            Bytes(to.End - to.Start),
            RemapMayMoveFixed,
            (long)AddressOf(to.Start)));

    /// <summary>mmap of a VMA.</summary>
    /// <param name="vma">The VMA.</param>
    /// <param name="file">The number of its file; null if it is anonymous.</param>
    /// <param name="descriptor">The target's descriptor of it, or -1.</param>
    public static TargetCall Mmap(MapRecord vma, int? file, long descriptor)
    {
        var attributes = vma.Attributes;
        var isShared = (attributes.Prot & Shared) != 0;
        var flags = (isShared ? "MAP_SHARED" : "MAP_PRIVATE") + (file is null ? " | MAP_ANONYMOUS" : string.Empty);
        var offset = file is null ? 0 : Bytes(attributes.Pgoff);
        return new TargetCall(
            string.Create(
                CultureInfo.InvariantCulture,
                $"mmap({Range(vma.Start, vma.End)}, {ProtText(attributes.Prot)}, MAP_FIXED | {flags}, "
                    + $"{(file is null ? "-1" : $"f{file}")}, {offset})"),
            new SyscallRequest(
                SyscallNumber.Mmap,
                (long)AddressOf(vma.Start),
                Bytes(vma.End - vma.Start),
                attributes.Prot & 7,
                MapFixed | (isShared ? MapShared : MapPrivate) | (file is null ? MapAnonymous : 0),
                descriptor,
                offset));
    }

    private static string Pointer(int page) =>
        string.Create(CultureInfo.InvariantCulture, $"(void *)0x{AddressOf(page):x}");

    private static string Range(int start, int end) =>
        string.Create(CultureInfo.InvariantCulture, $"{Pointer(start)}, {Bytes(end - start)}");

    private static string ProtText(byte prot)
    {
        var names = new[] { (1, "PROT_READ"), (2, "PROT_WRITE"), (4, "PROT_EXEC") }
            .Where(known => (prot & known.Item1) != 0)
            .Select(known => known.Item2)
            .ToList();
        return names.Count == 0 ? "PROT_NONE" : string.Join(" | ", names);
    }
}
