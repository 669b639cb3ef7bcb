using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;

namespace LockCheck.Cli.Tests.Own;

/// <summary>
/// Takes the mmap_lock and then either gives up and reports nothing, which breaks I1, or waits for what never comes,
/// which is a deadlock that a writer gets into as well.
/// </summary>
public class WaitingReader : ReaderProtocol
{
    public override string Name => "own/waiting";

    public override string Summary => "gives up, or waits for what never comes";

    public override IReadOnlyList<string> Promises => [];

    public override Routine Run() => BpfSeqRead.ReadToEnd(default(Iterator));

    private readonly struct Iterator : IBpfIterator
    {
        public async Routine<Vma> Start()
        {
            await Mm.First.Lock.ReadKillable();
            if (!Choose.Either("gives up"))
            {
                await Operation.Issue(default(WaitForever));
            }

            await Mm.First.Lock.ReadUnlock();
            return Vma.None;
        }

        public async Routine<Vma> Next() => Vma.None;

        public async Routine Stop(Vma vma)
        {
        }
    }

    private readonly struct WaitForever : IOperation<None>
    {
        public Footprint Footprint => Footprint.Nothing;

        public bool IsEnabled(StateView state, ThreadId self) => false;

        public bool TryApply(ThreadId self, out None result)
        {
            result = default;
            return true;
        }

        public string Describe(StateView state, ThreadId self) => "wait_event(never)";

        public string BlockedBy(StateView state, ThreadId self) => "waits for an event that nobody raises";
    }
}

/// <summary>The same, and it promises I1.</summary>
public sealed class WaitingPromisingReader : WaitingReader
{
    public override string Name => "own/waiting-promising";

    public override IReadOnlyList<string> Promises => ["I1"];
}
