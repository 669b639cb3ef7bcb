namespace LockCheck.Protocols.Readers.SmapsRollup;

/// <summary>
/// P-SR1: /proc/PID/smaps_rollup of v6.1 to v6.9, converted to the maple tree. The iterator goes on behind the range
/// that it returned last, and what it finds there is skipped: "continue" fetches another one (protocols.md 2g).
/// </summary>
public sealed class SmapsRollup61 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "smaps_rollup/6.1";

    /// <inheritdoc/>
    public override string Summary =>
        "/proc/PID/smaps_rollup of v6.1 to v6.9; skips a VMA whenever the lock was contended";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.1 to v6.9",
        ReliesOn: "the mmap_lock, for read; dropped when contended",
        Source: "smaps_rollup of v6.1 (protocols.md 2g, P-SR1)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => RollupCount.Promises;

    /// <inheritdoc/>
    public override string? Column => "P-SR1";

    /// <inheritdoc/>
    public override bool ReportsParts => true;

    /// <inheritdoc/>
    public override Routine Run() => SingleRead.ReadToEnd(default(SmapsRollup<Revision>));

    private readonly struct Revision : ISmapsRollupRevision
    {
        public static Vma Relocate(Mm mm)
        {
            // 3. Nothing is left. The iterator looks behind the last range, and not at its last page.
            var found = mm.Find(RollupCount.LastEnd);
            if (found.IsNone)
            {
                return Vma.None;
            }

            // 4. It has grown. 1. Otherwise the loop's condition takes the next one, and this one was never counted.
            if (found.Start < RollupCount.LastEnd)
            {
                RollupCount.Gather(found, RollupCount.LastEnd);
            }

            return mm.Next(found);
        }
    }
}
