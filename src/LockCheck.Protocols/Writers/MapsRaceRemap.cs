namespace LockCheck.Protocols.Writers;

/// <summary>
/// The remap of the maps race test: mremap of the third page of the next VMA onto the second page of a VMA, with
/// MREMAP_FIXED and MREMAP_DONTUNMAP, and mprotect of that page to its old protection, which merges it back.
/// </summary>
public sealed class MapsRaceRemap : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "maps-race-remap";

    /// <inheritdoc/>
    public override string Row => "the maps race test: remap";

    /// <inheritdoc/>
    public override string Layout => MapsRace.Layout;

    /// <inheritdoc/>
    public override int SpareVmas => 3;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) =>
        MapsRace.WhyNotRemap(site);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        Remap((ushort)(site.Above!.Start + 2), (ushort)(site.Start + 1), site.Prot);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.None("a round ends where it began");

    private static async Routine<int> Remap(ushort source, ushort page, byte prot)
    {
        await Mremap.Fixed(source, source + 1, page, dontUnmap: true);
        return await MemoryCalls.Mprotect(page, page + 1, prot);
    }
}
