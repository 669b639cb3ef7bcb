namespace LockCheck.Protocols.Writers;

/// <summary>
/// The split of the maps race test: MAP_FIXED of a page with PROT_NONE at the start of a VMA, v6.12 and later,
/// and again with its old protection, which merges it back.
/// </summary>
public sealed class MapsRaceSplit : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "maps-race-split";

    /// <inheritdoc/>
    public override string Row => "the maps race test: split, v6.12 and later";

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
        await MemoryCalls.MapFixedNew(page, page + 1, 0);
        return await MemoryCalls.MapFixedNew(page, page + 1, prot);
    }
}
