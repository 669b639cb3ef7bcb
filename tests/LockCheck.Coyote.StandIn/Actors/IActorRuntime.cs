using Microsoft.Coyote.Runtime;

namespace Microsoft.Coyote.Actors;

/// <summary>Stand-in. What a test with actors is given.</summary>
public interface IActorRuntime : ICoyoteRuntime
{
    /// <summary>Makes an actor, as an operation of its own.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="initialEvent">What its start is given.</param>
    /// <param name="eventGroup">Not modelled.</param>
    /// <returns>Its id.</returns>
    ActorId CreateActor(Type type, Event? initialEvent = null, EventGroup? eventGroup = null);
}
