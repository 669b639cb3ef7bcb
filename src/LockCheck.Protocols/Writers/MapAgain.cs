using LockCheck.Kernel.Layouts;

namespace LockCheck.Protocols.Writers;

/// <summary>
/// Maps again what a change has unmapped: the file at its offset, or anonymous memory, which then gets back the name
/// that it had. Pages that were touched before are not any more: the new mapping has no anon_vma.
/// </summary>
internal static class MapAgain
{
    private enum How : byte
    {
        InGap,
        FixedNew,
        FixedOld,
    }

    /// <summary>mmap of pages of a VMA of the layout; nothing is mapped there now.</summary>
    public static Routine<int> InGap(LayoutVma area, int start, int end) =>
        InGap((ushort)start, (ushort)end, AttributesOf(area, start));

    /// <inheritdoc cref="InGap(LayoutVma, int, int)"/>
    public static Routine<int> InGap(ushort start, ushort end, VmaAttributes attributes) =>
        Map(How.InGap, start, end, attributes);

    /// <summary>mmap with MAP_FIXED of pages of a VMA of the layout, v6.12 and later.</summary>
    public static Routine<int> FixedNew(LayoutVma area, int start, int end) =>
        Map(How.FixedNew, (ushort)start, (ushort)end, AttributesOf(area, start));

    /// <summary>mmap with MAP_FIXED of pages of a VMA of the layout, up to v6.11.</summary>
    public static Routine<int> FixedOld(LayoutVma area, int start, int end) =>
        Map(How.FixedOld, (ushort)start, (ushort)end, AttributesOf(area, start));

    /// <summary>mremap of what lies at the start of the VMA to where it came from; then the VMA's own pages.</summary>
    public static Routine<int> MovedBack(WriterSite site, int end, int to) =>
        MovedBack((ushort)site.Start, (ushort)end, (ushort)to, AttributesOf(site.Vma, site.Start));

    /// <summary>mmap of every VMA of the layout, in the order of addresses.</summary>
    public static async Routine<int> Everything()
    {
        var error = 0;
        for (var at = 0; at < KernelModel.Current.Settings.Layout.Vmas.Length; at++)
        {
            error = await InGap(at);
        }

        return error;
    }

    /// <summary>The attributes of a VMA of the layout from a page on, as of a new mapping.</summary>
    public static VmaAttributes AttributesOf(LayoutVma area, int start)
    {
        var attributes = KernelModel.Current.Names.AttributesOf(area);
        var isPrivateAnonymous = area.FileId == 0 && !area.Prot.HasFlag(Prot.Shared);
        return attributes with
        {
            AnonVma = 0,
            Pgoff = isPrivateAnonymous ? start : attributes.Pgoff + start - area.Start,
        };
    }

    private static Routine<int> InGap(int at)
    {
        var area = KernelModel.Current.Settings.Layout.Vmas[at];
        return InGap(area, area.Start, area.End);
    }

    private static async Routine<int> MovedBack(ushort start, ushort end, ushort to, VmaAttributes attributes)
    {
        await Mremap.Fixed(start, end, to, dontUnmap: false);
        return await InGap(start, end, attributes);
    }

    private static async Routine<int> Map(How how, ushort start, ushort end, VmaAttributes attributes)
    {
        var isNamed = attributes.Backing != 0 && !KernelModel.Current.Names.IsFile(attributes.Backing);
        var mapped = attributes with { Backing = isNamed ? (ushort)0 : attributes.Backing };
        var error = how switch
        {
            How.InGap => await MemoryCalls.Mmap(start, end, mapped),
            How.FixedNew => await MemoryCalls.MapFixedNew(start, end, mapped),
            _ => await MemoryCalls.MapFixedOld(start, end, mapped),
        };
        return isNamed && error == 0 ? await AnonName.Set(start, end, attributes.Backing) : error;
    }
}
