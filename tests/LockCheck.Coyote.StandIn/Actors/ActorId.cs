namespace Microsoft.Coyote.Actors;

/// <summary>Stand-in. Names an actor.</summary>
public sealed class ActorId
{
    internal ActorId()
    {
    }
}
