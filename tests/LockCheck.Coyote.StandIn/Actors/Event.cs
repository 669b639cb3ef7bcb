namespace Microsoft.Coyote.Actors;

/// <summary>Stand-in. What an actor is sent; here, only at its creation.</summary>
public abstract class Event;
