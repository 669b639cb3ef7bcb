using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;

namespace LockCheck.Specs.Tests.Mutants;

/// <summary>What a query of <see cref="QueryMutant"/> leaves out.</summary>
internal enum QueryDefect
{
    None,
    StartCheck,
    Fallback,
    Lock,
    EndRead,
    MmPut,
    RcuUnlock,
}

/// <summary>A PROCMAP_QUERY with one planted defect, and the invariant that has to notice it.</summary>
/// <param name="leavesOut">The name of the <see cref="QueryDefect"/>.</param>
/// <param name="breaks">The invariant; empty for no defect.</param>
/// <param name="writer">The writer under which it does so.</param>
public abstract class QueryMutant(string leavesOut, string breaks, string writer) : ReaderProtocol
{
    private readonly QueryDefect _defect = Enum.Parse<QueryDefect>(leavesOut);

    public override string Name => $"query-mutant/{leavesOut}";

    public override string Summary => $"a query under the VMA's lock, without: {leavesOut}";

    public override VmaLockEra Era => VmaLockEra.C;

    public override bool DeliversUnlocked => true;

    public override bool ListsMap => false;

    public override ReaderFile File => ReaderFile.Shared;

    public override IReadOnlyList<string> Promises => ["I3", "I8", "I9", "I10", "I11", "I15", "I17"];

    /// <summary>Gets the invariant that the defect breaks.</summary>
    public string Breaks => breaks;

    /// <summary>Gets the workload under which it does so.</summary>
    public string Writer => writer;

    public override Routine Run() => MapQueries.AskOnce(new Query(_defect));

    private readonly struct Query(QueryDefect defect) : IMapQuery
    {
        private readonly QueryDefect _defect = defect;

        public async Routine<int> Ask(int page, bool orNext)
        {
            var mm = Mm.First;
            if (!await mm.GetNotZero())
            {
                return Errno.ESRCH;
            }

            await Rcu.ReadLock();
            mm.Iterator.Set(page);
            var vma = await mm.Iterator.WalkTo(page);
            if (_defect == QueryDefect.StartCheck && vma.IsNone)
            {
                mm.Iterator.Set(page);
                vma = await mm.Iterator.Next();
            }

            var result = 0;
            if (_defect == QueryDefect.Lock && !vma.IsNone)
            {
                result = await ReportUnlocked(vma);
                vma = Vma.None;
            }
            else if (!vma.IsNone && await VmaReadLock.StartReadUnpinned(mm, vma) != VmaStartRead.Locked)
            {
                vma = Vma.None;
            }
            else if (!vma.IsNone && _defect != QueryDefect.StartCheck && !Covers(vma, page))
            {
                await VmaReadLock.EndRead(vma);
                vma = Vma.None;
            }

            if (_defect != QueryDefect.RcuUnlock)
            {
                await Rcu.ReadUnlock();
            }

            if (!vma.IsNone)
            {
                result = Report(vma);
                if (_defect != QueryDefect.EndRead)
                {
                    await VmaReadLock.EndRead(vma);
                }
            }
            else if (result == 0)
            {
                result = _defect == QueryDefect.Fallback ? Errno.ENOENT : await UnderMmapLock(mm, page);
            }

            if (_defect != QueryDefect.MmPut)
            {
                await mm.Put();
            }

            return result;
        }

        private static bool Covers(Vma vma, int page) => page >= vma.Start && page < vma.End;

        private static async Routine<int> UnderMmapLock(Mm mm, int page)
        {
            if (await mm.Lock.ReadKillable() != 0)
            {
                return Errno.EINTR;
            }

            var vma = mm.Find(page);
            var result = !vma.IsNone && vma.Start <= page ? Report(vma) : Errno.ENOENT;
            await mm.Lock.ReadUnlock();
            return result;
        }

        private static int Report(Vma vma)
        {
            KernelModel.Current.Events.Record(vma.ToRecord());
            return vma.End;
        }

        // Field by field, as they are at the moment of each load.
        private static async Routine<int> ReportUnlocked(Vma vma)
        {
            var start = (await vma.Read(VmaField.Start)).Guess;
            var end = (await vma.Read(VmaField.End)).Guess;
            var prot = (await vma.Read(VmaField.Flags)).Guess;
            var pgoff = (await vma.Read(VmaField.Pgoff)).Guess;
            KernelModel.Current.Events.Record(new MapRecord(
                (ushort)start, (ushort)end, new VmaAttributes(pgoff, 0, 0, (byte)prot, 0)));
            return Math.Max(end, 1);
        }
    }
}

public sealed class QueryWithoutDefect() : QueryMutant(nameof(QueryDefect.None), "", "split-mid");

public sealed class QueryWithoutStartCheck() : QueryMutant(nameof(QueryDefect.StartCheck), "I17", "munmap-whole-mid");

public sealed class QueryWithoutFallback() : QueryMutant(nameof(QueryDefect.Fallback), "I17", "mprotect-mid");

public sealed class QueryWithoutLock() : QueryMutant(nameof(QueryDefect.Lock), "I3", "split-mid");

public sealed class QueryKeepsVmaLock() : QueryMutant(nameof(QueryDefect.EndRead), "I8", "mprotect-mid");

public sealed class QueryKeepsMm() : QueryMutant(nameof(QueryDefect.MmPut), "I9", "mprotect-mid");

public sealed class QueryKeepsRcu() : QueryMutant(nameof(QueryDefect.RcuUnlock), "I11", "mprotect-mid");
