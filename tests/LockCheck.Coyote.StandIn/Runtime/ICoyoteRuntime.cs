namespace Microsoft.Coyote.Runtime;

/// <summary>Stand-in. What a test without actors is given.</summary>
public interface ICoyoteRuntime : IDisposable
{
    /// <summary>Asks the strategy for a number.</summary>
    /// <param name="maxValue">How many there are.</param>
    /// <returns>A number from 0, below that.</returns>
    int RandomInteger(int maxValue);
}
