namespace LockCheck.Protocols.Writers;

/// <summary>The split of the maps race test, with the MAP_FIXED of up to v6.11.</summary>
public sealed class MapsRaceSplitOld : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "maps-race-split-old";

    /// <inheritdoc/>
    public override string Row => "the maps race test: split, up to v6.11";

    /// <inheritdoc/>
    public override string Layout => MapsRace.Layout;

    /// <inheritdoc/>
    public override int SpareVmas => 3;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        MapsRace.WhyNotSplit(site);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => Split((ushort)site.Start, site.Prot);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.None("a round ends where it began");

    private static async Routine<int> Split(ushort page, byte prot)
    {
        await MemoryCalls.MapFixedOld(page, page + 1, 0);
        return await MemoryCalls.MapFixedOld(page, page + 1, prot);
    }
}
