namespace LockCheck.Protocols.Writers;

/// <summary>mremap of the middle VMA to half its size, and back.</summary>
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
        WhyNotSplit(site, pages: 2);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        Resize((ushort)site.Start, (ushort)site.Middle, (ushort)site.End);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.None("a round ends where it began");

    private static async Routine<int> Resize(ushort start, ushort middle, ushort end)
    {
        await Mremap.Shrink(start, end, middle);
        return await Mremap.Grow(start, middle, end);
    }
}
