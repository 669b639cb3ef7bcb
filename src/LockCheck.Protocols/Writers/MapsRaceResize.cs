namespace LockCheck.Protocols.Writers;

/// <summary>The resize of the maps race test: mremap of a VMA to one page, and back.</summary>
public sealed class MapsRaceResize : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "maps-race-resize";

    /// <inheritdoc/>
    public override string Row => "the maps race test: resize";

    /// <inheritdoc/>
    public override string Layout => MapsRace.Layout;

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        MapsRace.WhyNotResize(site);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        Resize((ushort)site.Start, (ushort)site.End);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.None("a round ends where it began");

    private static async Routine<int> Resize(ushort start, ushort end)
    {
        await Mremap.Shrink(start, end, start + 1);
        return await Mremap.Grow(start, start + 1, end);
    }
}
