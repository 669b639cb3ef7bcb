using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols.Readers.PageFault;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Mutants;

/// <summary>What a page fault of <see cref="FaultMutant"/> leaves out.</summary>
internal enum FaultDefect
{
    None,
    RangeCheck,
    DetachedCheck,
    Lock,
    EndReadOfWrongVma,
    RcuUnlock,
}

/// <summary>A page fault with one planted defect, and the invariant that has to notice it.</summary>
/// <param name="leavesOut">The name of the <see cref="FaultDefect"/>.</param>
/// <param name="breaks">The invariant; none for no defect.</param>
/// <param name="writer">The writer under which it does so.</param>
/// <param name="era">The era of per-VMA locks.</param>
public abstract class FaultMutant(string leavesOut, string breaks, string writer, VmaLockEra era = VmaLockEra.C)
    : PageFaultReader
{
    private readonly FaultDefect _defect = Enum.Parse<FaultDefect>(leavesOut);

    public override string Name => $"fault-mutant/{leavesOut}";

    public override string Summary => $"a page fault under the VMA's lock, without: {leavesOut}";

    public override VmaLockEra Era => era;

    /// <summary>Gets the invariant that the defect breaks.</summary>
    public string Breaks => breaks;

    /// <summary>Gets the workload under which it does so.</summary>
    public WriterAt Writer => new(writer, 1);

    public override Routine Run() => UserAccess.Touch(new Locking(_defect));

    private readonly struct Locking(FaultDefect defect) : IFaultLock
    {
        private readonly FaultDefect _defect = defect;

        public async Routine<Vma> LockUnderRcu(Mm mm, int page)
        {
            await Rcu.ReadLock();
        retry:
            var vma = await mm.Iterator.WalkTo(page);
            var got = vma.IsNone ? VmaStartRead.Busy
                : _defect == FaultDefect.Lock ? VmaStartRead.Locked
                : await VmaReadLock.StartReadUnpinned(mm, vma);
            if (got == VmaStartRead.Detached)
            {
                goto retry;
            }

            if (got == VmaStartRead.Locked && _defect is not (FaultDefect.RangeCheck or FaultDefect.Lock)
                && (page < vma.Start || page >= vma.End))
            {
                got = VmaStartRead.Busy;
                if (_defect != FaultDefect.EndReadOfWrongVma)
                {
                    await VmaReadLock.EndRead(vma);
                }
            }
            else if (got == VmaStartRead.Locked && _defect != FaultDefect.DetachedCheck
                && _defect != FaultDefect.Lock && vma.IsDetached)
            {
                await VmaReadLock.EndRead(vma);
                goto retry;
            }

            if (_defect != FaultDefect.RcuUnlock)
            {
                await Rcu.ReadUnlock();
            }

            return got == VmaStartRead.Locked ? vma : Vma.None;
        }
    }
}

public sealed class FaultWithoutDefect() : FaultMutant(nameof(FaultDefect.None), "", "split-mid");

public sealed class FaultWithoutRangeCheck() : FaultMutant(nameof(FaultDefect.RangeCheck), "PF", "split-mid");

public sealed class FaultWithoutDetachedCheck()
    : FaultMutant(nameof(FaultDefect.DetachedCheck), "PF", "munmap-whole-mid", VmaLockEra.B);

public sealed class FaultWithoutLock() : FaultMutant(nameof(FaultDefect.Lock), "I10", "munmap-whole-mid");

public sealed class FaultKeepsWrongVma() : FaultMutant(nameof(FaultDefect.EndReadOfWrongVma), "I8", "split-mid");

public sealed class FaultKeepsRcu() : FaultMutant(nameof(FaultDefect.RcuUnlock), "I11", "mprotect-mid");
