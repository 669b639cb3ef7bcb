using System.Runtime.CompilerServices;

namespace LockCheck.Engine.Tests.Reduction;

/// <summary>A thread that reaches what it wants to change through what lies beside it.</summary>
internal sealed class SmugglingWorld : Model
{
    private Region<long> _asked;
    private Region<long> _stolen;

    public override int ThreadCount => 1;

    public override void Declare(VectorLayout layout)
    {
        _asked = layout.Shared<long>("asked");
        _stolen = layout.Shared<long>("stolen");
    }

    public override void Start()
    {
        _stolen[0] = 1;
        Threads.Spawn(0, Smuggle);
    }

    public override string RoleName(int role) => "smuggler";

    private static async Routine Smuggle()
    {
        await Step.At("smuggle");
        Unsafe.Add(ref ((SmugglingWorld)Stepper.Current.Model)._asked[0], 1) = 2;
    }
}
