namespace Microsoft.Coyote.Actors;

/// <summary>Stand-in: a parameter's type, of which there is never an object.</summary>
public class EventGroup
{
    internal EventGroup()
    {
    }
}
