namespace LockCheck.Protocols.Readers.SmapsRollup;

/// <summary>
/// P-SR0: /proc/PID/smaps_rollup of v5.10. It looks for the last page that it counted, and the four cases of its
/// comment are right (protocols.md 2g).
/// </summary>
public sealed class SmapsRollup510 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "smaps_rollup/5.10";

    /// <inheritdoc/>
    public override string Summary =>
        "/proc/PID/smaps_rollup of v5.10: drops a contended lock, finds the last page again";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v5.10 to v6.0",
        ReliesOn: "the mmap_lock, for read; dropped when contended",
        Source: "smaps_rollup of v5.10 (protocols.md 2g, P-SR0)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => RollupCount.Promises;

    /// <inheritdoc/>
    public override string? Column => "P-SR0";

    /// <inheritdoc/>
    public override bool ReportsParts => true;

    /// <inheritdoc/>
    public override Routine Run() => SingleRead.ReadToEnd(default(SmapsRollup<Revision>));

    private readonly struct Revision : ISmapsRollupRevision
    {
        public static Vma Relocate(Mm mm)
        {
            // 3. Nothing is left.
            var found = mm.Find(RollupCount.LastEnd - 1);
            if (found.IsNone)
            {
                return Vma.None;
            }

            // 1. The VMA is gone, and another one follows.
            if (found.Start >= RollupCount.LastEnd)
            {
                return found;
            }

            // 4. It has grown. 2. Otherwise it is the old one, or what is left of it.
            if (found.End > RollupCount.LastEnd)
            {
                RollupCount.Gather(found, RollupCount.LastEnd);
            }

            return mm.Next(found);
        }
    }
}
