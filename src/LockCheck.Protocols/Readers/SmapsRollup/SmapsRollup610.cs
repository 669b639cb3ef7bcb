namespace LockCheck.Protocols.Readers.SmapsRollup;

/// <summary>
/// P-SR2: /proc/PID/smaps_rollup of v6.10 on, repaired by 6d065f507d82: what is found after the lock was taken again is
/// counted before the loop goes on (protocols.md 2g).
/// </summary>
public sealed class SmapsRollup610 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "smaps_rollup/6.10";

    /// <inheritdoc/>
    public override string Summary =>
        "/proc/PID/smaps_rollup of v6.10 (6d065f507d82): counts what it finds after a contended lock";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.10 and later",
        ReliesOn: "the mmap_lock, for read; dropped when contended",
        Source: "6d065f507d82 (protocols.md 2g, P-SR2)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => RollupCount.Promises;

    /// <inheritdoc/>
    public override string? Column => "P-SR2";

    /// <inheritdoc/>
    public override bool ReportsParts => true;

    /// <inheritdoc/>
    public override Routine Run() => SingleRead.ReadToEnd(default(SmapsRollup<Revision>));

    private readonly struct Revision : ISmapsRollupRevision
    {
        public static Vma Relocate(Mm mm)
        {
            // 3. Nothing is left.
            var found = mm.Find(RollupCount.LastEnd);
            if (found.IsNone)
            {
                return Vma.None;
            }

            // 1 and 2. The next one. 4. The last one has grown. Nobody looks whether the lock is contended.
            RollupCount.Gather(found, Math.Max(found.Start, RollupCount.LastEnd));
            return mm.Next(found);
        }
    }
}
