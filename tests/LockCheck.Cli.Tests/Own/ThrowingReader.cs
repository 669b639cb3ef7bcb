using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;

namespace LockCheck.Cli.Tests.Own;

/// <summary>Throws while it holds the lock.</summary>
public sealed class ThrowingReader : ReaderProtocol
{
    public override string Name => "own/throwing";

    public override string Summary => "throws while it holds the lock";

    public override IReadOnlyList<string> Promises => ["I1"];

    public override Routine Run() => BpfSeqRead.ReadToEnd(default(Iterator));

    private readonly struct Iterator : IBpfIterator
    {
        public async Routine<Vma> Start()
        {
            await Mm.First.Lock.ReadKillable();
            throw new InvalidOperationException("out of luck");
        }

        public async Routine<Vma> Next() => Vma.None;

        public async Routine Stop(Vma vma)
        {
        }
    }
}
