namespace LockCheck.Kernel.Tests.Support;

/// <summary>A thread that runs a routine of a test.</summary>
internal sealed class ScriptActor(string name, Func<Routine> run, ActorKind kind = ActorKind.Other)
    : Actor(name, kind)
{
    internal override void Start(int role) => Threads.Spawn(role, run);
}
