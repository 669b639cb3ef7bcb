namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>P-RCU: an RCU walk that believes what it reads, for teaching; nobody posted it.</summary>
public sealed class ProcMapsRcuStrawman : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_maps/rcu-strawman";

    /// <inheritdoc/>
    public override string Summary =>
        "strawman: walks the tree under RCU and believes what it reads; what validation is for";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "none: a strawman",
        ReliesOn: "RCU alone; nothing validates what is read",
        Source: "protocols.md 0, P-RCU");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => PerVmaLockPromises.All;

    /// <inheritdoc/>
    public override string? Column => "P-RCU";

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool DeliversUnlocked => true;

    /// <inheritdoc/>
    public override bool MayTurnBack => true;

    /// <inheritdoc/>
    public override int MemoryWords => VmaSnapshot.MemoryWords;

    /// <inheritdoc/>
    public override Routine Run() => SeqRead.ReadToEnd(default(RcuStrawmanMaps));
}
