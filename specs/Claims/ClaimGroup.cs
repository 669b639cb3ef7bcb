namespace LockCheck.Specs.Claims;

/// <summary>
/// Claims that belong together, in a file of their own. A class that derives from this one and has a constructor
/// without parameters is found by the command line and the tests; nothing lists it.
/// </summary>
public abstract class ClaimGroup
{
    /// <summary>Gets its name, which a filter may use.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the claims, in the order in which they are shown.</summary>
    public abstract IEnumerable<Claim> Claims { get; }
}
