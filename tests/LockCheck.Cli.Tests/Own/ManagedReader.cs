using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;

namespace LockCheck.Cli.Tests.Own;

/// <summary>Keeps a string across an await, which no state vector can hold.</summary>
public sealed class ManagedReader : ReaderProtocol
{
    public override string Name => "own/managed";

    public override string Summary => "keeps a string across an await";

    public override IReadOnlyList<string> Promises => [];

    public override Routine Run() => Read();

    private static async Routine Read()
    {
        var name = Threads.Self.ToString();
        await Mm.First.Lock.ReadKillable();
        if (name.Length > 0)
        {
            await Mm.First.Lock.ReadUnlock();
        }
    }
}
