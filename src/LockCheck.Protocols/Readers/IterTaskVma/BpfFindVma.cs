namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// P-FV: a BPF program that calls bpf_find_vma (7c7e3d31e785, v5.17; protocols.md 2i): under the mmap_lock, if that is
/// free, a callback runs on the VMA that contains the address. The mm has no reference.
/// </summary>
public sealed class BpfFindVma : ReaderProtocol
{
    /// <summary>Gets the promises of programs that are not judged by what they list.</summary>
    internal static IReadOnlyList<string> Kept { get; } = ["I8", "I9", "I10", "I11", "PF"];

    /// <inheritdoc/>
    public override string Name => "bpf_find_vma";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF helper of v5.17: a callback on the VMA of an address, under the mmap_lock";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v5.17 and later",
        ReliesOn: "the mmap_lock, for read, if it is free; no reference to the mm",
        Source: "7c7e3d31e785 (protocols.md 2i, P-FV)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => Kept;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.B;

    /// <inheritdoc/>
    public override bool ListsMap => false;

    /// <inheritdoc/>
    public override bool TakesTaskByRcu => true;

    /// <inheritdoc/>
    public override Version FirstKernel { get; } = new(5, 17);

    /// <inheritdoc/>
    public override Routine Run() => LookupProgram.Run(default(Helper));

    /// <summary>The helper.</summary>
    internal readonly struct Helper : IVmaLookup
    {
        /// <inheritdoc/>
        public async Routine<int> Find(TaskRef task, int page)
        {
            if (task.IsNone)
            {
                return Errno.ENOENT;
            }

            var mm = await task.ReadMm();
            if (mm.IsNone)
            {
                return Errno.ENOENT;
            }

            // With interrupts off the lock is released by the CPU's irq_work, which has to be free.
            var usesWork = Cpu.InterruptsAreOff;
            if ((usesWork && Cpu.WorkIsPending) || !await mm.Lock.TryRead())
            {
                return Errno.EBUSY;
            }

            var result = Errno.ENOENT;
            var vma = mm.Find(page);
            if (!vma.IsNone && vma.Start <= page && page < vma.End)
            {
                await LookupProgram.Callback(vma, page);
                result = 0;
            }

            if (usesWork)
            {
                await Cpu.QueueReadUnlock(mm);
            }
            else
            {
                await mm.Lock.ReadUnlock();
            }

            return result;
        }
    }
}
