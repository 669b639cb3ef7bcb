namespace LockCheck.Protocols.Writers;

/// <summary>mprotect of the head of the middle VMA to a protection of its own, and back: a split and a merge.</summary>
public sealed class SplitThenReMerge : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "split-then-re-merge";

    /// <inheritdoc/>
    public override string Row => "split then re-merge";

    /// <inheritdoc/>
    public override int SpareVmas => 1;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => WhyNotSplit(site, pages: 2);

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) =>
        Twice((ushort)site.Start, (ushort)site.Middle, site.FreshProt(), site.Prot);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.None("a round ends where it began");

    private static async Routine<int> Twice(ushort start, ushort end, byte prot, byte back)
    {
        await MemoryCalls.Mprotect(start, end, prot);
        return await MemoryCalls.Mprotect(start, end, back);
    }
}
