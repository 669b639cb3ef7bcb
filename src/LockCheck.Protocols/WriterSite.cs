using LockCheck.Kernel.Layouts;

namespace LockCheck.Protocols;

/// <summary>Where a writer works: a VMA of a layout, and what it needs to know of the neighbours.</summary>
public sealed class WriterSite
{
    private const Prot Permissions =
        Kernel.Layouts.Prot.Read | Kernel.Layouts.Prot.Write | Kernel.Layouts.Prot.Exec;

    private readonly Layout _layout;
    private readonly int _at;

    /// <summary>Looks at a VMA of a layout.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="at">The position of the VMA, from 0.</param>
    public WriterSite(Layout layout, int at)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(at, layout.Vmas.Length);
        _layout = layout;
        _at = at;
    }

    /// <summary>Gets the VMA.</summary>
    public LayoutVma Vma => _layout.Vmas[_at];

    /// <summary>Gets its first page.</summary>
    public int Start => Vma.Start;

    /// <summary>Gets one past its last page.</summary>
    public int End => Vma.End;

    /// <summary>Gets its size, in pages.</summary>
    public int Pages => Vma.Pages;

    /// <summary>Gets the page in its middle: where it is split in two.</summary>
    public int Middle => Start + (Pages / 2);

    /// <summary>Gets its protection: read 1, write 2, exec 4.</summary>
    public byte Prot => ProtOf(Vma);

    /// <summary>Gets the VMA that ends where it starts, or null.</summary>
    public LayoutVma? Below => _at > 0 && _layout.Vmas[_at - 1].End == Start ? _layout.Vmas[_at - 1] : null;

    /// <summary>Gets the VMA that starts where it ends, or null.</summary>
    public LayoutVma? Above =>
        _at + 1 < _layout.Vmas.Length && _layout.Vmas[_at + 1].Start == End ? _layout.Vmas[_at + 1] : null;

    /// <summary>Gets the next VMA at lower addresses, whether or not it touches this one, or null.</summary>
    public LayoutVma? Lower => _at > 0 ? _layout.Vmas[_at - 1] : null;

    /// <summary>Gets the free pages after it, up to the next VMA or the end of the address space.</summary>
    public int FreeAbove =>
        (_at + 1 < _layout.Vmas.Length ? _layout.Vmas[_at + 1].Start : _layout.Pages) - End;

    /// <summary>Gets the free pages before the first VMA.</summary>
    public int FreeAtBottom => _layout.Vmas[0].Start;

    /// <summary>Gets the free pages before it, down to the VMA below or the start of the address space.</summary>
    public int FreeBelow => Start - (_at > 0 ? _layout.Vmas[_at - 1].End : 0);

    /// <summary>Gets the free pages after the last VMA.</summary>
    public int FreeAtTop => _layout.Pages - LayoutEnd;

    /// <summary>Gets whether it is the last VMA.</summary>
    public bool IsLast => _at == _layout.Vmas.Length - 1;

    /// <summary>Gets one past the last page of the layout.</summary>
    public int LayoutEnd => _layout.Vmas[^1].End;

    /// <summary>Gets the number of VMAs of the layout.</summary>
    public int LayoutVmas => _layout.Vmas.Length;

    /// <summary>Gets whether it is one of those whose protection cannot be changed usefully (VM_SPECIAL).</summary>
    public bool IsSpecial => Vma.Traits.HasFlag(VmaTraits.Special);

    /// <summary>Gets whether it is plain anonymous memory, which a new mapping can merge with.</summary>
    public bool IsPlainAnonymous =>
        Vma is { FileId: 0, AnonName: null, Traits: VmaTraits.None, AnonVma: 0, Kind: 0 } &&
        !Vma.Prot.HasFlag(Kernel.Layouts.Prot.Shared);

    /// <summary>Gets whether it and the VMA below would be one if they had one protection.</summary>
    public bool FitsBelow => Below is { } below && Fits(below, Vma);

    /// <summary>Gets whether it and the VMA above would be one if they had one protection.</summary>
    public bool FitsAbove => Above is { } above && Fits(Vma, above);

    /// <summary>
    /// Gets the first VMA that does not touch it, is no shorter, and can be moved onto it without merging with a
    /// neighbour or with itself, or null.
    /// </summary>
    public LayoutVma? Elsewhere => _layout.Vmas.FirstOrDefault(other =>
        (other.End < Start || other.Start > End) && other.Pages >= Pages &&
        !other.Traits.HasFlag(VmaTraits.Special) && !IsAlike(other, Below) && !IsAlike(other, Above));

    /// <summary>
    /// Another program in the same address space: two small VMAs at the bottom, and a large one that reaches beyond the
    /// present map. Wherever a reader of the present map stands, it finds something there, and whoever goes on from the
    /// middle has missed all that lies below.
    /// </summary>
    /// <returns>The map; it needs a present one of 4 pages.</returns>
    public Layout OtherProgram() => new(
        [
            new(0, LayoutEnd / 4, Kernel.Layouts.Prot.Read | Kernel.Layouts.Prot.Exec),
            new(LayoutEnd / 4, LayoutEnd / 2, Kernel.Layouts.Prot.Read | Kernel.Layouts.Prot.Write),
            new(LayoutEnd / 2, Math.Min(LayoutEnd + 2, _layout.Pages), Kernel.Layouts.Prot.Read),
        ],
        _layout.Pages);

    /// <summary>The protection of a VMA as mprotect takes it.</summary>
    /// <param name="vma">The VMA.</param>
    /// <returns>Read 1, write 2, exec 4.</returns>
    public static byte ProtOf(LayoutVma vma)
    {
        ArgumentNullException.ThrowIfNull(vma);
        return (byte)(vma.Prot & Permissions);
    }

    /// <summary>A protection that neither it nor a neighbour has, so that nothing merges.</summary>
    /// <returns>Read 1, write 2, exec 4.</returns>
    public byte FreshProt()
    {
        byte fresh = 0;
        while (fresh == Prot || (Below is { } below && fresh == ProtOf(below)) ||
            (Above is { } above && fresh == ProtOf(above)))
        {
            fresh++;
        }

        return fresh;
    }

    private static bool IsAlike(LayoutVma one, LayoutVma? other) =>
        other is not null && one.Prot == other.Prot && one.FileId == other.FileId && one.AnonName == other.AnonName;

    private static bool Fits(LayoutVma one, LayoutVma other) =>
        one.Traits == VmaTraits.None && other.Traits == VmaTraits.None &&
        one.FileId == other.FileId && one.AnonName == other.AnonName && one.Kind == other.Kind &&
        (one.Prot & ~Permissions) == (other.Prot & ~Permissions) &&
        one.Pgoff + one.Pages == other.Pgoff &&
        (one.AnonVma == 0 || other.AnonVma == 0 || one.AnonVma == other.AnonVma);
}
