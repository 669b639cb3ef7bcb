namespace LockCheck.Kernel;

/// <summary>What an actor is to the scenario.</summary>
public enum ActorKind
{
    /// <summary>Reads the memory map.</summary>
    Reader,

    /// <summary>Changes it.</summary>
    Writer,

    /// <summary>Anything else, such as the target's exit.</summary>
    Other,
}
