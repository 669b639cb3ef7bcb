namespace LockCheck.Protocols.Writers;

/// <summary>munmap of the tail of the middle VMA, and an mmap that makes it grow back: brk down and up.</summary>
public sealed class ShrinkThenGrow : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "shrink-then-grow";

    /// <inheritdoc/>
    public override string Row => "shrink then grow (resize)";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        !site.IsPlainAnonymous ? "no plain anonymous memory" : WhyNotSplit(site, pages: 2);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => Resize((ushort)site.Middle, (ushort)site.End, site.Prot);

    private static async Routine<int> Resize(ushort start, ushort end, byte prot)
    {
        await MemoryCalls.Munmap(start, end);
        return await MemoryCalls.Mmap(start, end, prot);
    }
}
